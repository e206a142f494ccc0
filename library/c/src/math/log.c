// log: the natural logarithm.
#include "kernels.h"
#include <math.h>

double log(double x)
{
    if (x != x)
        return x;
    if (x == 0)
        return __cw_pole(-1);
    if (x < 0)
        return __cw_invalid();
    if (x > __CW_LARGEST)
        return x;
    return __cw_log(__cw_dd_of(x)).high;
}

float logf(float x)
{
    return (float)log(x);
}

long double logl(long double x)
{
    return log((double)x);
}
