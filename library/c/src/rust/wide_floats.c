// Between integers of 128 bits and floating numbers; Rust's conversions saturate, and NaN becomes 0.
#include "wide.h"
#include <math.h>

typedef struct __cw_wide wide;

static const double two_to_64 = 18446744073709551616.0;

// What lies below the leading 64 bits is kept as one bit, so that the one rounding to come is right.
static uint64_t leading(const wide *a, int *shift)
{
    wide moved;
    *shift = (int)__cw_wide_ctlz(a);
    __cw_wide_shl(&moved, a, (unsigned)*shift);
    return moved.high | (moved.low != 0);
}

double __cw_wide_uto_double(const wide *a)
{
    if (a->high == 0)
        return (double)a->low;
    int shift;
    uint64_t top = leading(a, &shift);
    return ldexp((double)top, 64 - shift);
}

float __cw_wide_uto_float(const wide *a)
{
    if (a->high == 0)
        return (float)a->low;
    int shift;
    uint64_t top = leading(a, &shift);
    return ldexpf((float)top, 64 - shift);
}

double __cw_wide_sto_double(const wide *a)
{
    wide absolute;
    if ((int64_t)a->high >= 0)
        return __cw_wide_uto_double(a);
    __cw_wide_neg(&absolute, a);
    return -__cw_wide_uto_double(&absolute);
}

float __cw_wide_sto_float(const wide *a)
{
    wide absolute;
    if ((int64_t)a->high >= 0)
        return __cw_wide_uto_float(a);
    __cw_wide_neg(&absolute, a);
    return -__cw_wide_uto_float(&absolute);
}

void __cw_wide_ufrom_double(wide *to, double value)
{
    if (!(value >= 1.0))
        *to = (wide){0, 0};
    else if (value >= two_to_64 * two_to_64)
        *to = (wide){UINT64_MAX, UINT64_MAX};
    else
    {
        double high = trunc(value / two_to_64);
        *to = (wide){(uint64_t)(value - high * two_to_64), (uint64_t)high};
    }
}

void __cw_wide_sfrom_double(wide *to, double value)
{
    double limit = two_to_64 * two_to_64 / 2;
    if (value >= limit)
        *to = (wide){UINT64_MAX, UINT64_MAX >> 1};
    else if (value <= -limit)
        *to = (wide){0, UINT64_C(1) << 63};
    else
    {
        __cw_wide_ufrom_double(to, fabs(value));
        if (value < 0)
            __cw_wide_neg(to, to);
    }
}
