// exp: e to the power x.
#include "kernels.h"
#include <math.h>

double exp(double x)
{
    int power = 0;
    if (x != x || x > __CW_LARGEST)
        return x;
    if (x < -__CW_LARGEST)
        return 0;
    if (x > 710)
        return __cw_pole(1);
    if (x < -746)
        return __cw_underflow(1);
    struct __cw_dd result = __cw_exp_reduced(__cw_dd_of(x), &power);
    return __cw_round_scaled(result, power);
}

float expf(float x)
{
    return (float)exp(x);
}

long double expl(long double x)
{
    return exp((double)x);
}
