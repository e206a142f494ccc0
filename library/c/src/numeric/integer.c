// The integers of strtol and scanf (C17 7.22.1.4): sign, prefix, digits.
#include "integer.h"
#include <errno.h>

enum
{
    BEFORE_SIGN,
    BEFORE_DIGITS,
    AFTER_ZERO,
    AFTER_PREFIX,
    IN_DIGITS
};

void __cw_integer_begin(struct __cw_integer *number, int base)
{
    *number = (struct __cw_integer){.base = base, .place = BEFORE_SIGN};
}

// The value of a digit, or 99.
static int digit_value(int c)
{
    if ((unsigned)c - '0' < 10)
        return c - '0';
    unsigned int letter = ((unsigned)c | 32) - 'a';
    return letter < 26 && c < 128 ? (int)letter + 10 : 99;
}

static int add_digit(struct __cw_integer *number, int digit)
{
    if (digit >= number->base)
        return 0;
    unsigned long long base = (unsigned long long)number->base;
    unsigned long long limit = ~0ull;
    if (number->value > limit / base || number->value * base > limit - (unsigned long long)digit)
        number->overflow = 1;
    else
        number->value = number->value * base + (unsigned long long)digit;
    number->place = IN_DIGITS;
    number->valid = ++number->taken;
    return 1;
}

static int first_digit(struct __cw_integer *number, int c)
{
    if (c == '0' && (number->base == 0 || number->base == 16))
    {
        number->place = AFTER_ZERO;
        number->valid = ++number->taken;
        return 1;
    }

    if (number->base == 0)
        number->base = 10;
    return add_digit(number, digit_value(c));
}

int __cw_integer_accept(struct __cw_integer *number, int c)
{
    switch (number->place)
    {
    case BEFORE_SIGN:
        number->place = BEFORE_DIGITS;
        if (c != '+' && c != '-')
            return first_digit(number, c);
        number->negative = c == '-';
        number->taken++;
        return 1;
    case BEFORE_DIGITS:
        return first_digit(number, c);
    case AFTER_ZERO:
        if (c == 'x' || c == 'X')
        {
            number->base = 16;
            number->place = AFTER_PREFIX;
            number->taken++;
            return 1;
        }

        if (number->base == 0)
            number->base = 8;
        return add_digit(number, digit_value(c));
    default:
        return add_digit(number, digit_value(c));
    }
}

long long __cw_integer_signed(const struct __cw_integer *number, long long largest)
{
    unsigned long long limit = (unsigned long long)largest + (number->negative != 0);
    if (number->overflow || number->value > limit)
    {
        errno = ERANGE;
        return number->negative ? -largest - 1 : largest;
    }

    if (!number->negative)
        return (long long)number->value;
    return number->value == limit ? -largest - 1 : -(long long)number->value;
}

unsigned long long __cw_integer_unsigned(const struct __cw_integer *number, unsigned long long largest)
{
    if (number->overflow || number->value > largest)
    {
        errno = ERANGE;
        return largest;
    }

    return number->negative ? (0ull - number->value) & largest : number->value;
}
