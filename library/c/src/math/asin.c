// asin: the angle of a sine.
#include "kernels.h"
#include <math.h>

// sqrt(1 - x^2)
static struct __cw_dd other_side(double x)
{
    return __cw_dd_sqrt(__cw_dd_multiply(__cw_dd_sum(1, -x), __cw_dd_sum(1, x)));
}

double asin(double x)
{
    double magnitude = __builtin_fabs(x);
    if (x != x || magnitude < 0x1p-30)
        return x;
    if (magnitude > 1)
        return __cw_invalid_positive();
    if (magnitude == 1)
        return __builtin_copysign(0x1.921fb54442d18p+0, x);
    return __builtin_copysign(__cw_angle(__cw_dd_of(magnitude), other_side(magnitude)).high, x);
}

float asinf(float x)
{
    return (float)asin(x);
}

long double asinl(long double x)
{
    return asin((double)x);
}
