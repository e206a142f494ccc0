// tan: the tangent of an angle in radians.
#include "kernels.h"
#include <math.h>

double tan(double x)
{
    if (x != x)
        return x;
    if (__builtin_fabs(x) > __CW_LARGEST)
        return __cw_invalid();
    if (__builtin_fabs(x) < 0x1p-30)
        return x;
    struct __cw_dd rest;
    struct __cw_dd sine;
    struct __cw_dd cosine;
    int quadrant = __cw_reduce_angle(x, &rest);
    __cw_sine_and_cosine(rest, &sine, &cosine);
    struct __cw_dd quotient = quadrant & 1 ? __cw_dd_negate(__cw_dd_divide(cosine, sine)) : __cw_dd_divide(sine, cosine);
    return quotient.high;
}

float tanf(float x)
{
    return (float)tan(x);
}

long double tanl(long double x)
{
    return tan((double)x);
}
