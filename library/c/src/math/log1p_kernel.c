// log(1 + u) of a sum of doubles. Where u is small, 1 + u keeps too few of its bits, and the difference is made good:
// log(1 + u) = log(s) + (u - (s - 1)) / s with s = 1 + u rounded.
#include "log1p_kernel.h"

struct __cw_dd __cw_log_above_one(struct __cw_dd u)
{
    struct __cw_dd sum = __cw_dd_add_double(u, 1);
    struct __cw_dd taken = __cw_dd_add_double(sum, -1);
    struct __cw_dd lost = __cw_dd_add(u, __cw_dd_negate(taken));
    return __cw_dd_add_double(__cw_log(sum), lost.high / sum.high);
}
