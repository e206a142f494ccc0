// erf and erfc. For small arguments the series 2/sqrt(pi) e^(-x^2) (x + 2/3 x^3 + 4/15 x^5 + ...), whose terms are
// all positive; for large ones the continued fraction of erfc, from its far end.
#include "kernels.h"
#include <math.h>

static const struct __cw_dd two_over_root_pi = {0x1.20dd750429b6dp+0, 0x1.1ae3a914fed80p-56};
static const struct __cw_dd root_pi = {0x1.c5bf891b4ef6bp+0, -0x1.618f13eb7ca89p-54};

// e^(-x^2), and the power of two to multiply it with.
static struct __cw_dd bell(double x, int *power)
{
    return __cw_exp_reduced(__cw_dd_negate(__cw_dd_product(x, x)), power);
}

static struct __cw_dd series(double x)
{
    struct __cw_dd square = __cw_dd_scale(__cw_dd_product(x, x), 2);
    struct __cw_dd term = __cw_dd_of(x);
    struct __cw_dd sum = term;
    int power = 0;
    for (int n = 1; term.high > sum.high * 0x1p-108; n++)
    {
        term = __cw_dd_divide(__cw_dd_multiply(term, square), __cw_dd_of(2 * n + 1));
        sum = __cw_dd_add(sum, term);
    }

    struct __cw_dd result = __cw_dd_multiply(__cw_dd_multiply(sum, two_over_root_pi), bell(x, &power));
    return __cw_dd_scale(result, 1 / (double)(1ull << -power));
}

// erfc(x) = result * 2^power for x of at least 3.
static struct __cw_dd fraction(double x, int *power)
{
    int terms = 20 + (int)(1200 / (x * x));
    struct __cw_dd rest = __cw_dd_of(x);
    for (int n = terms; n > 0; n--)
        rest = __cw_dd_add_double(__cw_dd_divide(__cw_dd_of(n * 0.5), rest), x);
    return __cw_dd_divide(bell(x, power), __cw_dd_multiply(root_pi, rest));
}

double erf(double x)
{
    double magnitude = __builtin_fabs(x);
    if (x != x || x == 0)
        return x;
    if (magnitude > 6)
        return __builtin_copysign(1, x);
    if (magnitude < 0x1p-60)
        return __cw_round_scaled(__cw_dd_multiply_double(two_over_root_pi, x * 0x1p+100), -100);
    return __builtin_copysign(series(magnitude).high, x);
}

double erfc(double x)
{
    int power = 0;
    if (x != x)
        return x;
    if (x > __CW_LARGEST)
        return 0;
    if (x < -6)
        return 2;
    if (x < 0)
        return x > -0x1p-60 ? 1 : __cw_dd_add_double(series(-x), 1).high;
    if (x < 3)
        return x < 0x1p-60 ? 1 : __cw_dd_add_double(__cw_dd_negate(series(x)), 1).high;
    if (x > 27.3)
        return __cw_underflow(1);
    struct __cw_dd result = fraction(x, &power);
    return __cw_round_scaled(result, power);
}

float erff(float x)
{
    return (float)erf(x);
}

long double erfl(long double x)
{
    return erf((double)x);
}

float erfcf(float x)
{
    return (float)erfc(x);
}

long double erfcl(long double x)
{
    return erfc((double)x);
}
