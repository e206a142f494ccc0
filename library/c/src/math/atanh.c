// atanh: the inverse of tanh, log((1 + x) / (1 - x)) / 2.
#include "log1p_kernel.h"
#include "kernels.h"
#include <math.h>

double atanh(double x)
{
    double magnitude = __builtin_fabs(x);
    if (x != x || magnitude < 0x1p-30)
        return x;
    if (magnitude > 1)
        return __cw_invalid();
    if (magnitude == 1)
        return __cw_pole(x);
    struct __cw_dd u = __cw_dd_divide(__cw_dd_of(2 * magnitude), __cw_dd_sum(1, -magnitude));
    return __builtin_copysign(__cw_log_above_one(u).high / 2, x);
}

float atanhf(float x)
{
    return (float)atanh(x);
}

long double atanhl(long double x)
{
    return atanh((double)x);
}
