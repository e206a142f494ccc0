// exp2: 2 to the power x.
#include "kernels.h"
#include <crabwalk/host.h>
#include <math.h>

double exp2(double x)
{
    static const struct __cw_dd ln2 = {0x1.62e42fefa39efp-1, 0x1.abc9e3b39803fp-56};
    int power = 0;
    if (x != x || x > __CW_LARGEST)
        return x;
    if (x < -__CW_LARGEST)
        return 0;
    if (x >= 1024)
        return __cw_pole(1);
    if (x < -1076)
        return __cw_underflow(1);
    double whole = __builtin_rint(x);
    struct __cw_dd result = __cw_exp_reduced(__cw_dd_multiply_double(ln2, x - whole), &power);
    return __cw_round_scaled(result, power + (int)whole);
}

float exp2f(float x)
{
    return (float)exp2(x);
}

long double exp2l(long double x)
{
    return exp2((double)x);
}
