// acosh: the inverse of cosh, log(x + sqrt(x^2 - 1)).
#include "log1p_kernel.h"
#include "kernels.h"
#include <math.h>

double acosh(double x)
{
    static const struct __cw_dd ln2 = {0x1.62e42fefa39efp-1, 0x1.abc9e3b39803fp-56};
    if (x != x || x > __CW_LARGEST)
        return x;
    if (x < 1)
        return __cw_invalid();
    if (x > 0x1p+60)
        return __cw_dd_add(__cw_log(__cw_dd_of(x)), ln2).high;
    if (x == 1)
        return 0;

    // With t = x - 1, which is exact where it is small: log(1 + t + sqrt(2 t + t^2)).
    struct __cw_dd t = __cw_dd_sum(x, -1);
    struct __cw_dd root = __cw_dd_sqrt(__cw_dd_multiply(t, __cw_dd_add_double(t, 2)));
    return __cw_log_above_one(__cw_dd_add(t, root)).high;
}

float acoshf(float x)
{
    return (float)acosh(x);
}

long double acoshl(long double x)
{
    return acosh((double)x);
}
