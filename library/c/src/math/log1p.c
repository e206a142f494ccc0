// log1p: the logarithm of 1 + x, exact for small x too.
#include "kernels.h"
#include <math.h>

double log1p(double x)
{
    if (x != x || x > __CW_LARGEST)
        return x;
    if (x == -1)
        return __cw_pole(-1);
    if (x < -1)
        return __cw_invalid();

    // Of the smallest numbers the square is too small to count.
    if (x > -0x1p-60 && x < 0x1p-60)
        return x;
    return __cw_log(__cw_dd_sum(1, x)).high;
}

float log1pf(float x)
{
    return (float)log1p(x);
}

long double log1pl(long double x)
{
    return log1p((double)x);
}
