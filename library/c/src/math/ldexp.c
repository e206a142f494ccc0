// ldexp, scalbn and scalbln: a number times a power of two.
#include "kernels.h"
#include <limits.h>
#include <math.h>

double scalbn(double x, int exponent)
{
    if (x == 0 || x != x || __builtin_fabs(x) > __CW_LARGEST)
        return x;
    int limited = exponent > 5000 ? 5000 : exponent < -5000 ? -5000 : exponent;
    return __cw_round_scaled(__cw_dd_of(x), limited);
}

double ldexp(double x, int exponent)
{
    return scalbn(x, exponent);
}

double scalbln(double x, long exponent)
{
    return scalbn(x, exponent > INT_MAX ? INT_MAX : exponent < INT_MIN ? INT_MIN : (int)exponent);
}

// A float is exact as a double, and rounds when it becomes a float again.
static float to_float(double x, float from)
{
    float result = (float)x;
    if (from == 0 || from != from || __builtin_fabsf(from) > 0x1.fffffep+127f)
        return from;
    if (result == 0)
        return (float)__cw_underflow(x);
    return __builtin_fabsf(result) > 0x1.fffffep+127f ? (float)__cw_pole(x) : result;
}

float scalbnf(float x, int exponent)
{
    return to_float(scalbn(x, exponent), x);
}

float ldexpf(float x, int exponent)
{
    return to_float(scalbn(x, exponent), x);
}

float scalblnf(float x, long exponent)
{
    return to_float(scalbln(x, exponent), x);
}

long double scalbnl(long double x, int exponent)
{
    return scalbn((double)x, exponent);
}

long double ldexpl(long double x, int exponent)
{
    return scalbn((double)x, exponent);
}

long double scalblnl(long double x, long exponent)
{
    return scalbln((double)x, exponent);
}
