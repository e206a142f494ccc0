// hypot: the length of (x, y), without overflow on the way.
#include "kernels.h"
#include <math.h>

double hypot(double x, double y)
{
    int exponent = 0;
    double a = __builtin_fabs(x);
    double b = __builtin_fabs(y);
    if (a > __CW_LARGEST || b > __CW_LARGEST)
        return __CW_INFINITY;
    if (a != a || b != b)
        return a + b;
    if (a == 0 || b == 0)
        return a + b;
    frexp(a > b ? a : b, &exponent);
    a = __cw_times_power(a, -exponent);
    b = __cw_times_power(b, -exponent);
    struct __cw_dd sum = __cw_dd_add(__cw_dd_product(a, a), __cw_dd_product(b, b));
    return __cw_round_scaled(__cw_dd_sqrt(sum), exponent);
}

float hypotf(float x, float y)
{
    return (float)hypot(x, y);
}

long double hypotl(long double x, long double y)
{
    return hypot((double)x, (double)y);
}
