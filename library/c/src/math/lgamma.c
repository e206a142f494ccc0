// lgamma: the logarithm of the magnitude of the gamma function, whose sign goes to signgam.
#include "gamma_kernel.h"
#include <crabwalk/host.h>
#include <math.h>

int signgam;

// log(pi / (|sin(pi x)| gamma(1 - x) )), by reflection.
static double below_zero(double x, int *sign)
{
    static const struct __cw_dd log_pi = {0x1.250d048e7a1bdp+0, 0x1.7abf2ad8d5088p-57};
    struct __cw_dd sine = __cw_sine_of_pi(x);
    *sign = sine.high < 0 ? -1 : 1;
    if (sine.high < 0)
        sine = __cw_dd_negate(sine);

    // gamma(x) gamma(1 - x) = pi / sin(pi x), and gamma(1 - x) = -x gamma(-x).
    struct __cw_dd other = __cw_dd_add(__cw_log_gamma(-x), __cw_log(__cw_dd_multiply_double(sine, -x)));
    return __cw_dd_add(log_pi, __cw_dd_negate(other)).high;
}

double lgamma_r(double x, int *sign)
{
    *sign = 1;
    if (x != x || __builtin_fabs(x) > __CW_LARGEST)
        return x * x;
    if (x == 0)
    {
        *sign = signbit(x) ? -1 : 1;
        return __cw_pole(1);
    }

    if (x < 0 && __builtin_trunc(x) == x)
        return __cw_pole(1);
    if (x == 1 || x == 2)
        return 0;
    if (x > 2.556e305)
        return __cw_pole(1);
    if (x > -0x1p-100 && x < 0x1p-100)
    {
        *sign = x < 0 ? -1 : 1;
        return -__cw_log(__cw_dd_of(__builtin_fabs(x))).high;
    }

    return x < 0 ? below_zero(x, sign) : __cw_log_gamma(x).high;
}

double lgamma(double x)
{
    return lgamma_r(x, &signgam);
}

double gamma(double x)
{
    return lgamma(x);
}

float lgammaf(float x)
{
    return (float)lgamma(x);
}

long double lgammal(long double x)
{
    return lgamma((double)x);
}
