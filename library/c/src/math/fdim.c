// fdim: how much x is above y, or 0.
#include "kernels.h"
#include <math.h>

double fdim(double x, double y)
{
    if (x != x || y != y)
        return x + y;
    if (x <= y)
        return 0;
    double difference = x - y;
    return difference > __CW_LARGEST && x <= __CW_LARGEST && y >= -__CW_LARGEST ? __cw_pole(1) : difference;
}

float fdimf(float x, float y)
{
    return (float)fdim(x, y);
}

long double fdiml(long double x, long double y)
{
    return fdim((double)x, (double)y);
}
