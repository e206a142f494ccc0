// fmax: the larger number; a NaN counts as missing, and -0 as below 0.
#include <math.h>

double fmax(double x, double y)
{
    if (x != x)
        return y;
    if (y != y)
        return x;
    if (x == y)
        return signbit(x) ? y : x;
    return x > y ? x : y;
}

float fmaxf(float x, float y)
{
    return (float)fmax(x, y);
}

long double fmaxl(long double x, long double y)
{
    return fmax((double)x, (double)y);
}
