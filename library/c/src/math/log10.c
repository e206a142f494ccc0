// log10: the logarithm to base 10.
#include "kernels.h"
#include <math.h>

double log10(double x)
{
    if (x != x)
        return x;
    if (x == 0)
        return __cw_pole(-1);
    if (x < 0)
        return __cw_invalid_positive();
    if (x > __CW_LARGEST)
        return x;
    static const struct __cw_dd inverse = {0x1.bcb7b1526e50ep-2, 0x1.95355baaafad3p-57};
    return __cw_dd_multiply(__cw_log(__cw_dd_of(x)), inverse).high;
}

float log10f(float x)
{
    return (float)log10(x);
}

long double log10l(long double x)
{
    return log10((double)x);
}
