// tgamma: the gamma function. Of a whole number it is a factorial, computed by multiplication.
#include "gamma_kernel.h"
#include <crabwalk/host.h>
#include <math.h>

static double factorial(int n)
{
    struct __cw_dd product = __cw_dd_of(1);
    for (int i = 2; i <= n; i++)
        product = __cw_dd_multiply_double(product, i);
    return product.high;
}

static double above_zero(double x)
{
    int power = 0;
    struct __cw_dd result = __cw_exp_reduced(__cw_log_gamma(x), &power);
    return __cw_round_scaled(result, power);
}

static double below_zero(double x)
{
    static const struct __cw_dd pi = {0x1.921fb54442d18p+1, 0x1.1a62633145c07p-53};
    int power = 0;
    if (x < -184)
        return __cw_underflow(((long long)__builtin_fabs(x < -0x1p+60 ? 0 : x) & 1) != 0 ? 1 : -1);
    struct __cw_dd sine = __cw_dd_multiply_double(__cw_sine_of_pi(x), -x);
    struct __cw_dd divisor = __cw_dd_multiply(sine, __cw_exp_reduced(__cw_log_gamma(-x), &power));
    return __cw_round_scaled(__cw_dd_divide(pi, divisor), -power);
}

double tgamma(double x)
{
    if (x != x || x > __CW_LARGEST)
        return x;
    if (x == 0)
        return __cw_pole(x);
    if (x < 0 && (__builtin_trunc(x) == x || x < -__CW_LARGEST))
        return __cw_invalid_positive();
    if (x > 171.7)
        return __cw_pole(1);
    if (x > -0x1p-60 && x < 0x1p-60)
        return 1 / x > __CW_LARGEST || 1 / x < -__CW_LARGEST ? __cw_pole(x) : 1 / x;
    if (__builtin_trunc(x) == x)
        return factorial((int)x - 1);
    return x < 0 ? below_zero(x) : above_zero(x);
}

float tgammaf(float x)
{
    return (float)tgamma(x);
}

long double tgammal(long double x)
{
    return tgamma((double)x);
}
