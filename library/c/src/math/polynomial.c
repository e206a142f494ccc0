// Horner's scheme.
#include "kernels.h"

struct __cw_dd __cw_polynomial(struct __cw_dd t, const struct __cw_dd *factors, int count, const double *small, int small_count)
{
    double tail = small[small_count - 1];
    for (int i = small_count - 2; i >= 0; i--)
        tail = tail * t.high + small[i];
    struct __cw_dd sum = __cw_dd_of(tail);
    for (int i = count - 1; i >= 0; i--)
        sum = __cw_dd_add(__cw_dd_multiply(sum, t), factors[i]);
    return sum;
}
