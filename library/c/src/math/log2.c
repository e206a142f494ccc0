// log2: the logarithm to base 2; that of a power of two is exact.
#include "kernels.h"
#include <math.h>

double log2(double x)
{
    if (x != x)
        return x;
    if (x == 0)
        return __cw_pole(-1);
    if (x < 0)
        return __cw_invalid();
    if (x > __CW_LARGEST)
        return x;
    static const struct __cw_dd inverse = {0x1.71547652b82fep+0, 0x1.777d0ffda0d24p-56};
    int power = 0;
    struct __cw_dd rest = __cw_dd_multiply(__cw_log_reduced(__cw_dd_of(x), &power), inverse);
    return __cw_dd_add_double(rest, power).high;
}

float log2f(float x)
{
    return (float)log2(x);
}

long double log2l(long double x)
{
    return log2((double)x);
}
