// Integers as text for Rust's library, of every width up to 128 bits.
#include "wide.h"
#include <string.h>

typedef struct __cw_wide wide;

enum
{
    MOST_DIGITS = 128,
    GOOD = 0,
    EMPTY = 1,
    INVALID_DIGIT = 2,
    TOO_LARGE = 3,
    TOO_SMALL = 4
};

static void cut(wide *value, int width)
{
    if (width <= 64)
        *value = (wide){width == 64 ? value->low : value->low & ((UINT64_C(1) << width) - 1), 0};
}

// The digits of the absolute value for radix 10, of the bits for others. The number comes extended by its sign.
size_t __cw_rust_integer_to_text(const wide *value, int width, int is_signed, uint32_t radix, uint8_t *buffer)
{
    wide number = *value;
    if (radix != 10)
        cut(&number, width);
    else if (is_signed && (int64_t)number.high < 0)
        __cw_wide_neg(&number, &number);

    uint8_t digits[MOST_DIGITS];
    int at = MOST_DIGITS;
    wide base = {radix, 0};
    do
    {
        wide digit = {0, 0};
        if (number.high == 0)
        {
            digit.low = number.low % radix;
            number.low /= radix;
        }
        else
            __cw_wide_udivrem(&number, &digit, &number, &base);
        digits[--at] = (uint8_t)(digit.low < 10 ? '0' + digit.low : 'a' + digit.low - 10);
    } while ((number.low | number.high) != 0);

    memcpy(buffer, digits + at, MOST_DIGITS - (size_t)at);
    return MOST_DIGITS - (size_t)at;
}

static int digit_of(uint8_t letter)
{
    if (letter >= '0' && letter <= '9')
        return letter - '0';
    letter |= 0x20;
    return letter >= 'a' && letter <= 'z' ? letter - 'a' + 10 : 99;
}

// The largest absolute value of a number with this sign.
static wide limit_of(int width, int is_signed, int is_negative)
{
    wide limit = {UINT64_MAX, UINT64_MAX};
    cut(&limit, width);
    if (is_signed)
    {
        __cw_wide_ushr(&limit, &limit, 1);
        wide one = {1, 0};
        if (is_negative)
            __cw_wide_add(&limit, &limit, &one);
    }

    return limit;
}

// value * radix + digit, or 0 when that goes beyond the limit.
static int append(wide *value, uint32_t radix, uint32_t digit, const wide *limit)
{
    wide base = {radix, 0};
    wide last = {digit, 0};
    wide most;
    wide rest;
    __cw_wide_udivrem(&most, &rest, limit, &base);
    int order = __cw_wide_ucompare(value, &most);
    if (order > 0 || (order == 0 && __cw_wide_ucompare(&last, &rest) > 0))
        return 0;
    __cw_wide_mul(value, value, &base);
    __cw_wide_add(value, value, &last);
    return 1;
}

// FromStr's grammar. Every digit is looked at before a number is called too large.
uint32_t __cw_rust_integer_from_text(const uint8_t *text, size_t count, uint32_t radix, wide *value, int width, int is_signed)
{
    *value = (wide){0, 0};
    if (count == 0)
        return EMPTY;
    int is_negative = text[0] == '-' && is_signed;
    size_t at = is_negative || text[0] == '+';
    if (at == count)
        return INVALID_DIGIT;

    wide limit = limit_of(width, is_signed, is_negative);
    int fits = 1;
    for (; at < count; at++)
    {
        uint32_t digit = (uint32_t)digit_of(text[at]);
        if (digit >= radix)
            return INVALID_DIGIT;
        fits = fits && append(value, radix, digit, &limit);
    }

    if (!fits)
        return is_negative ? TOO_SMALL : TOO_LARGE;
    if (is_negative)
        __cw_wide_neg(value, value);
    return GOOD;
}
