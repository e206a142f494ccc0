// asinh: the inverse of sinh, log(x + sqrt(x^2 + 1)).
#include "log1p_kernel.h"
#include "kernels.h"
#include <math.h>

double asinh(double x)
{
    static const struct __cw_dd ln2 = {0x1.62e42fefa39efp-1, 0x1.abc9e3b39803fp-56};
    double magnitude = __builtin_fabs(x);
    if (x != x || magnitude > __CW_LARGEST || magnitude < 0x1p-30)
        return x;
    if (magnitude > 0x1p+60)
        return __builtin_copysign(__cw_dd_add(__cw_log(__cw_dd_of(magnitude)), ln2).high, x);

    // As log(1 + x + x^2 / (1 + sqrt(1 + x^2))), which keeps the bits of a small x.
    struct __cw_dd square = __cw_dd_product(magnitude, magnitude);
    struct __cw_dd root = __cw_dd_sqrt(__cw_dd_add_double(square, 1));
    struct __cw_dd u = __cw_dd_add_double(__cw_dd_divide(square, __cw_dd_add_double(root, 1)), magnitude);
    return __builtin_copysign(__cw_log_above_one(u).high, x);
}

float asinhf(float x)
{
    return (float)asinh(x);
}

long double asinhl(long double x)
{
    return asinh((double)x);
}
