// sinh: the hyperbolic sine, by e^x - 1 = m: (m + m / (1 + m)) / 2.
#include "kernels.h"
#include <math.h>

double sinh(double x)
{
    double magnitude = __builtin_fabs(x);
    int power = 0;
    if (x != x || magnitude > __CW_LARGEST || magnitude < 0x1p-30)
        return x;
    if (magnitude > 711)
        return __cw_pole(x);
    if (magnitude > 40)
    {
        struct __cw_dd half = __cw_exp_reduced(__cw_dd_of(magnitude), &power);
        return __builtin_copysign(__cw_round_scaled(half, power - 1), x);
    }

    struct __cw_dd m = __cw_expm1(__cw_dd_of(magnitude));
    struct __cw_dd sum = __cw_dd_add(m, __cw_dd_divide(m, __cw_dd_add_double(m, 1)));
    return __builtin_copysign(sum.high / 2, x);
}

float sinhf(float x)
{
    return (float)sinh(x);
}

long double sinhl(long double x)
{
    return sinh((double)x);
}
