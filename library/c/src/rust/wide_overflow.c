// Arithmetic with integers of 128 bits that tells when the result does not fit.
#include "wide.h"

typedef struct __cw_wide wide;

void __cw_wide_sdiv(wide *to, const wide *a, const wide *b);
void __cw_wide_wide_mul(wide *to, const wide *a, const wide *b, wide *high);

int __cw_wide_uadd_overflow(wide *to, const wide *a, const wide *b)
{
    __cw_wide_add(to, a, b);
    return __cw_wide_ucompare(to, a) < 0;
}

int __cw_wide_usub_overflow(wide *to, const wide *a, const wide *b)
{
    int is_below = __cw_wide_ucompare(a, b) < 0;
    __cw_wide_sub(to, a, b);
    return is_below;
}

int __cw_wide_umul_overflow(wide *to, const wide *a, const wide *b)
{
    wide high;
    __cw_wide_wide_mul(to, a, b, &high);
    return (high.low | high.high) != 0;
}

// The sign is wrong when it differs from that of both parts of a sum.
int __cw_wide_sadd_overflow(wide *to, const wide *a, const wide *b)
{
    __cw_wide_add(to, a, b);
    return (int64_t)((a->high ^ to->high) & (b->high ^ to->high)) < 0;
}

int __cw_wide_ssub_overflow(wide *to, const wide *a, const wide *b)
{
    __cw_wide_sub(to, a, b);
    return (int64_t)((a->high ^ b->high) & (a->high ^ to->high)) < 0;
}

// Dividing the product by one factor gives the other back.
int __cw_wide_smul_overflow(wide *to, const wide *a, const wide *b)
{
    __cw_wide_mul(to, a, b);
    if ((a->low | a->high) == 0)
        return 0;
    wide least = {0, UINT64_C(1) << 63};
    wide minus_one = {UINT64_MAX, UINT64_MAX};
    if (__cw_wide_ucompare(a, &minus_one) == 0)
        return __cw_wide_ucompare(b, &least) == 0;
    wide back;
    __cw_wide_sdiv(&back, to, a);
    return __cw_wide_ucompare(&back, b) != 0;
}

// The limit on the side of the first operand.
static void signed_limit(wide *to, int is_least)
{
    *to = is_least ? (wide){0, UINT64_C(1) << 63} : (wide){UINT64_MAX, UINT64_MAX >> 1};
}

void __cw_wide_uadd_saturating(wide *to, const wide *a, const wide *b)
{
    wide sum;
    *to = __cw_wide_uadd_overflow(&sum, a, b) ? (wide){UINT64_MAX, UINT64_MAX} : sum;
}

void __cw_wide_usub_saturating(wide *to, const wide *a, const wide *b)
{
    wide difference;
    *to = __cw_wide_usub_overflow(&difference, a, b) ? (wide){0, 0} : difference;
}

void __cw_wide_sadd_saturating(wide *to, const wide *a, const wide *b)
{
    wide sum;
    if (__cw_wide_sadd_overflow(&sum, a, b))
        signed_limit(&sum, (int64_t)a->high < 0);
    *to = sum;
}

void __cw_wide_ssub_saturating(wide *to, const wide *a, const wide *b)
{
    wide difference;
    if (__cw_wide_ssub_overflow(&difference, a, b))
        signed_limit(&difference, (int64_t)a->high < 0);
    *to = difference;
}
