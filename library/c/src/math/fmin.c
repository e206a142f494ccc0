// fmin: the smaller number; a NaN counts as missing, and -0 as below 0.
#include <math.h>

double fmin(double x, double y)
{
    if (x != x)
        return y;
    if (y != y)
        return x;
    if (x == y)
        return signbit(x) ? x : y;
    return x < y ? x : y;
}

float fminf(float x, float y)
{
    return (float)fmin(x, y);
}

long double fminl(long double x, long double y)
{
    return fmin((double)x, (double)y);
}
