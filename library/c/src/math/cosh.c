// cosh: the hyperbolic cosine.
#include "kernels.h"
#include <math.h>

double cosh(double x)
{
    double magnitude = __builtin_fabs(x);
    int power = 0;
    if (x != x || magnitude > __CW_LARGEST)
        return x * x;
    if (magnitude > 711)
        return __cw_pole(1);
    struct __cw_dd half = __cw_exp_reduced(__cw_dd_of(magnitude), &power);
    if (magnitude > 40)
        return __cw_round_scaled(half, power - 1);
    half = __cw_dd_scale(half, (double)(1ull << power) / 2);
    return __cw_dd_add(half, __cw_dd_divide(__cw_dd_of(0.25), half)).high;
}

float coshf(float x)
{
    return (float)cosh(x);
}

long double coshl(long double x)
{
    return cosh((double)x);
}
