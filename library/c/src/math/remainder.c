// remainder and remquo: the remainder of division rounded to nearest, half to even.
#include "kernels.h"
#include "remainder_core.h"
#include <math.h>

static double divide(double x, double y, int *quotient)
{
    double rest = __builtin_fabs(x);
    double divisor = __builtin_fabs(y);
    *quotient = 0;
    if (x != x || y != y)
        return x + y;
    if (rest > __CW_LARGEST || divisor == 0)
        return __cw_invalid();
    unsigned int bits = divisor <= __CW_LARGEST ? __cw_divide_magnitudes(&rest, divisor) : 0;

    // Twice the remainder could overflow, half the divisor could lose a bit; this difference is exact.
    double other = divisor - rest;
    // Three bits of the truncated quotient, and one more for rounding up: 8 is possible, as on Linux.
    int low = (int)(bits & 7);
    if (rest > other || (rest == other && (bits & 1)))
    {
        rest = rest - divisor;
        low++;
    }

    *quotient = signbit(x) != signbit(y) ? -low : low;
    return signbit(x) ? -rest : rest;
}

double remainder(double x, double y)
{
    int quotient = 0;
    return divide(x, y, &quotient);
}

double drem(double x, double y)
{
    return remainder(x, y);
}

double remquo(double x, double y, int *quotient)
{
    return divide(x, y, quotient);
}

float remainderf(float x, float y)
{
    return (float)remainder(x, y);
}

long double remainderl(long double x, long double y)
{
    return remainder((double)x, (double)y);
}

float remquof(float x, float y, int *quotient)
{
    return (float)remquo(x, y, quotient);
}

long double remquol(long double x, long double y, int *quotient)
{
    return remquo((double)x, (double)y, quotient);
}
