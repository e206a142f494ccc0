// atan: the angle of a tangent.
#include "kernels.h"
#include <math.h>

double atan(double x)
{
    double magnitude = __builtin_fabs(x);
    if (x != x || magnitude < 0x1p-30)
        return x;
    if (magnitude > 0x1p+60)
        return __builtin_copysign(0x1.921fb54442d18p+0, x);
    return __builtin_copysign(__cw_angle(__cw_dd_of(magnitude), __cw_dd_of(1)).high, x);
}

float atanf(float x)
{
    return (float)atan(x);
}

long double atanl(long double x)
{
    return atan((double)x);
}
