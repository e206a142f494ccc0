// Arithmetic with integers of 128 bits, after the school's methods.
#include "wide.h"
#include <crabwalk/host.h>

typedef struct __cw_wide wide;

static int is_negative(const wide *a)
{
    return (int64_t)a->high < 0;
}

void __cw_wide_add(wide *to, const wide *a, const wide *b)
{
    uint64_t low = a->low + b->low;
    to->high = a->high + b->high + (low < a->low);
    to->low = low;
}

void __cw_wide_sub(wide *to, const wide *a, const wide *b)
{
    uint64_t low = a->low - b->low;
    to->high = a->high - b->high - (a->low < b->low);
    to->low = low;
}

void __cw_wide_neg(wide *to, const wide *a)
{
    wide zero = {0, 0};
    __cw_wide_sub(to, &zero, a);
}

void __cw_wide_not(wide *to, const wide *a)
{
    to->low = ~a->low;
    to->high = ~a->high;
}

void __cw_wide_and(wide *to, const wide *a, const wide *b)
{
    to->low = a->low & b->low;
    to->high = a->high & b->high;
}

void __cw_wide_or(wide *to, const wide *a, const wide *b)
{
    to->low = a->low | b->low;
    to->high = a->high | b->high;
}

void __cw_wide_xor(wide *to, const wide *a, const wide *b)
{
    to->low = a->low ^ b->low;
    to->high = a->high ^ b->high;
}

// Counts are taken modulo 128.
void __cw_wide_shl(wide *to, const wide *a, unsigned count)
{
    wide from = *a;
    count &= 127;
    if (count >= 64)
        *to = (wide){0, from.low << (count - 64)};
    else if (count > 0)
        *to = (wide){from.low << count, from.high << count | from.low >> (64 - count)};
    else
        *to = from;
}

void __cw_wide_ushr(wide *to, const wide *a, unsigned count)
{
    wide from = *a;
    count &= 127;
    if (count >= 64)
        *to = (wide){from.high >> (count - 64), 0};
    else if (count > 0)
        *to = (wide){from.low >> count | from.high << (64 - count), from.high >> count};
    else
        *to = from;
}

void __cw_wide_sshr(wide *to, const wide *a, unsigned count)
{
    if (!is_negative(a))
    {
        __cw_wide_ushr(to, a, count);
        return;
    }

    wide inverse;
    __cw_wide_not(&inverse, a);
    __cw_wide_ushr(&inverse, &inverse, count);
    __cw_wide_not(to, &inverse);
}

void __cw_wide_rotl(wide *to, const wide *a, unsigned count)
{
    wide left;
    wide right;
    __cw_wide_shl(&left, a, count);
    __cw_wide_ushr(&right, a, 128 - (count & 127));
    if ((count & 127) == 0)
        *to = left;
    else
        __cw_wide_or(to, &left, &right);
}

void __cw_wide_rotr(wide *to, const wide *a, unsigned count)
{
    __cw_wide_rotl(to, a, 128 - (count & 127));
}

int __cw_wide_ucompare(const wide *a, const wide *b)
{
    if (a->high != b->high)
        return a->high < b->high ? -1 : 1;
    return a->low == b->low ? 0 : a->low < b->low ? -1 : 1;
}

int __cw_wide_scompare(const wide *a, const wide *b)
{
    return is_negative(a) == is_negative(b) ? __cw_wide_ucompare(a, b) : is_negative(a) ? -1 : 1;
}

void __cw_wide_mul(wide *to, const wide *a, const wide *b)
{
    uint64_t high;
    uint64_t low = __builtin_mul128(a->low, b->low, &high);
    to->high = high + a->low * b->high + a->high * b->low;
    to->low = low;
}

// The low half; the high half goes to *high.
void __cw_wide_wide_mul(wide *to, const wide *a, const wide *b, wide *high)
{
    wide parts[3];
    parts[0].low = __builtin_mul128(a->low, b->high, &parts[0].high);
    parts[1].low = __builtin_mul128(a->high, b->low, &parts[1].high);
    wide top;
    top.low = __builtin_mul128(a->high, b->high, &top.high);
    uint64_t carry;
    uint64_t low = __builtin_mul128(a->low, b->low, &carry);
    parts[2] = (wide){carry, 0};
    wide middle = {0, 0};
    for (int i = 0; i < 3; i++)
    {
        wide before = middle;
        __cw_wide_add(&middle, &middle, &parts[i]);
        top.high += __cw_wide_ucompare(&middle, &before) < 0;
    }

    wide rest = {middle.high, 0};
    __cw_wide_add(high, &top, &rest);
    *to = (wide){low, middle.low};
}

unsigned __cw_wide_ctlz(const wide *a)
{
    return a->high != 0 ? (unsigned)__builtin_clzll(a->high) : a->low != 0 ? 64 + (unsigned)__builtin_clzll(a->low) : 128;
}

unsigned __cw_wide_cttz(const wide *a)
{
    return a->low != 0 ? (unsigned)__builtin_ctzll(a->low) : a->high != 0 ? 64 + (unsigned)__builtin_ctzll(a->high) : 128;
}

unsigned __cw_wide_ctpop(const wide *a)
{
    return (unsigned)(__builtin_popcountll(a->low) + __builtin_popcountll(a->high));
}

void __cw_wide_bswap(wide *to, const wide *a)
{
    *to = (wide){__builtin_bswap64(a->high), __builtin_bswap64(a->low)};
}

uint64_t __cw_rust_reverse_bits(uint64_t bits);

void __cw_wide_bitreverse(wide *to, const wide *a)
{
    *to = (wide){__cw_rust_reverse_bits(a->high), __cw_rust_reverse_bits(a->low)};
}

// Digit by digit in base 2, from the first that counts. The divisor is not zero.
void __cw_wide_udivrem(wide *quotient, wide *rest, const wide *a, const wide *b)
{
    wide dividend = *a;
    wide divisor = *b;
    wide result = {0, 0};
    if (dividend.high == 0 && divisor.high == 0)
    {
        *quotient = (wide){dividend.low / divisor.low, 0};
        *rest = (wide){dividend.low % divisor.low, 0};
        return;
    }

    int shift = (int)__cw_wide_ctlz(&divisor) - (int)__cw_wide_ctlz(&dividend);
    if (shift >= 0)
    {
        wide moved;
        __cw_wide_shl(&moved, &divisor, (unsigned)shift);
        for (; shift >= 0; shift--)
        {
            __cw_wide_shl(&result, &result, 1);
            if (__cw_wide_ucompare(&dividend, &moved) >= 0)
            {
                __cw_wide_sub(&dividend, &dividend, &moved);
                result.low |= 1;
            }

            __cw_wide_ushr(&moved, &moved, 1);
        }
    }

    *quotient = result;
    *rest = dividend;
}

void __cw_wide_udiv(wide *to, const wide *a, const wide *b)
{
    wide rest;
    __cw_wide_udivrem(to, &rest, a, b);
}

void __cw_wide_urem(wide *to, const wide *a, const wide *b)
{
    wide quotient;
    __cw_wide_udivrem(&quotient, to, a, b);
}

static void absolute(wide *to, const wide *a)
{
    if (is_negative(a))
        __cw_wide_neg(to, a);
    else
        *to = *a;
}

void __cw_wide_sdiv(wide *to, const wide *a, const wide *b)
{
    int is_minus = is_negative(a) != is_negative(b);
    wide dividend;
    wide divisor;
    wide rest;
    absolute(&dividend, a);
    absolute(&divisor, b);
    __cw_wide_udivrem(to, &rest, &dividend, &divisor);
    if (is_minus)
        __cw_wide_neg(to, to);
}

void __cw_wide_srem(wide *to, const wide *a, const wide *b)
{
    int is_minus = is_negative(a);
    wide dividend;
    wide divisor;
    wide quotient;
    absolute(&dividend, a);
    absolute(&divisor, b);
    __cw_wide_udivrem(&quotient, to, &dividend, &divisor);
    if (is_minus)
        __cw_wide_neg(to, to);
}
