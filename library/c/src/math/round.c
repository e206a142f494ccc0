// round: to the nearest whole number, half away from zero.
#include <crabwalk/host.h>
#include <math.h>

double round(double x)
{
    double whole = __builtin_trunc(x);
    if (__builtin_fabs(x - whole) >= 0.5)
        whole += __builtin_copysign(1, x);
    return __builtin_copysign(whole, x);
}

float roundf(float x)
{
    return (float)round(x);
}

long double roundl(long double x)
{
    return round((double)x);
}
