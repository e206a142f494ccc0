// exp10: 10 to the power x.
#define _GNU_SOURCE
#include "kernels.h"
#include <math.h>

double exp10(double x)
{
    static const struct __cw_dd ln10 = {0x1.26bb1bbb55516p+1, -0x1.f48ad494ea3e9p-53};
    int power = 0;
    if (x != x || x > __CW_LARGEST)
        return x;
    if (x < -__CW_LARGEST)
        return 0;
    if (x > 309)
        return __cw_pole(1);
    if (x < -325)
        return __cw_underflow(1);
    struct __cw_dd result = __cw_exp_reduced(__cw_dd_multiply_double(ln10, x), &power);
    return __cw_round_scaled(result, power);
}
