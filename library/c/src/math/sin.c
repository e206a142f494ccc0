// sin: the sine of an angle in radians.
#include "sincos.h"
#include "kernels.h"
#include <math.h>

double sin(double x)
{
    if (x != x)
        return x;
    if (__builtin_fabs(x) > __CW_LARGEST)
        return __cw_invalid();
    if (__builtin_fabs(x) < 0x1p-30)
        return x;
    return __cw_sine_from(x, 0).high;
}

float sinf(float x)
{
    return (float)sin(x);
}

long double sinl(long double x)
{
    return sin((double)x);
}
