// The results of arguments outside a function's domain or range (C17 7.12.1).
#include "kernels.h"
#include <crabwalk/host.h>
#include <errno.h>

double __cw_invalid(void)
{
    errno = EDOM;
    return __builtin_double_from_bits(0xfff8000000000000u);
}

double __cw_invalid_positive(void)
{
    errno = EDOM;
    return __builtin_nan("");
}

double __cw_pole(double sign)
{
    errno = ERANGE;
    return __builtin_copysign(__CW_INFINITY, sign);
}

double __cw_underflow(double sign)
{
    errno = ERANGE;
    return __builtin_copysign(0, sign);
}
