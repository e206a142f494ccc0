// fmod: the remainder of division truncated towards zero, exact.
#include "remainder_core.h"
#include "kernels.h"
#include <math.h>

double fmod(double x, double y)
{
    double rest = __builtin_fabs(x);
    double divisor = __builtin_fabs(y);
    if (x != x || y != y)
        return x + y;
    if (rest > __CW_LARGEST || divisor == 0)
        return __cw_invalid();
    if (divisor <= __CW_LARGEST)
        __cw_divide_magnitudes(&rest, divisor);
    return __builtin_copysign(rest, x);
}

float fmodf(float x, float y)
{
    return (float)fmod(x, y);
}

long double fmodl(long double x, long double y)
{
    return fmod((double)x, (double)y);
}
