// logb and ilogb: the exponent of a number; significand: the rest.
#include "kernels.h"
#include <errno.h>
#include <limits.h>
#include <math.h>

double logb(double x)
{
    int exponent = 0;
    if (x != x || __builtin_fabs(x) > __CW_LARGEST)
        return x * x;
    if (x == 0)
        return -__CW_INFINITY;
    frexp(x, &exponent);
    return exponent - 1;
}

int ilogb(double x)
{
    int exponent = 0;
    if (x != x || x == 0 || __builtin_fabs(x) > __CW_LARGEST)
    {
        errno = EDOM;
        return x == 0 ? FP_ILOGB0 : x != x ? FP_ILOGBNAN : INT_MAX;
    }

    frexp(x, &exponent);
    return exponent - 1;
}

double significand(double x)
{
    int exponent = 0;
    if (x == 0 || x != x || __builtin_fabs(x) > __CW_LARGEST)
        return x;
    return 2 * frexp(x, &exponent);
}

float logbf(float x)
{
    return (float)logb(x);
}

long double logbl(long double x)
{
    return logb((double)x);
}

int ilogbf(float x)
{
    return ilogb(x);
}

int ilogbl(long double x)
{
    return ilogb((double)x);
}
