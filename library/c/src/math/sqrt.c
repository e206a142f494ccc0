// sqrt: the machine rounds it correctly.
#include "kernels.h"
#include <math.h>

double sqrt(double x)
{
    return x < 0 ? __cw_invalid() : __builtin_sqrt(x);
}

float sqrtf(float x)
{
    return x < 0 ? (float)__cw_invalid() : __builtin_sqrtf(x);
}

long double sqrtl(long double x)
{
    return sqrt((double)x);
}
