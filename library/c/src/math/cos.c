// cos: the cosine of an angle in radians.
#include "sincos.h"
#include "kernels.h"
#include <math.h>

double cos(double x)
{
    if (x != x)
        return x;
    if (__builtin_fabs(x) > __CW_LARGEST)
        return __cw_invalid();
    return __cw_sine_from(x, 1).high;
}

float cosf(float x)
{
    return (float)cos(x);
}

long double cosl(long double x)
{
    return cos((double)x);
}
