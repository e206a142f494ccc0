// tanh: the hyperbolic tangent, by e^2x - 1 = m: m / (m + 2).
#include "kernels.h"
#include <math.h>

double tanh(double x)
{
    double magnitude = __builtin_fabs(x);
    if (x != x || magnitude < 0x1p-30)
        return x;
    if (magnitude > 20)
        return __builtin_copysign(1, x);
    struct __cw_dd m = __cw_expm1(__cw_dd_of(2 * magnitude));
    return __builtin_copysign(__cw_dd_divide(m, __cw_dd_add_double(m, 2)).high, x);
}

float tanhf(float x)
{
    return (float)tanh(x);
}

long double tanhl(long double x)
{
    return tanh((double)x);
}
