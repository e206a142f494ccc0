// The conversions d i u o x X b B and p.
#include "format.h"

enum
{
    // A 64-bit number in base 2.
    LONGEST = 64
};

// Writes the digits so that they end before end. Returns where they begin; none for 0.
static char *write_digits(char *end, unsigned long long value, unsigned int base, char ten)
{
    while (value != 0)
    {
        unsigned int digit = (unsigned int)(value % base);
        *--end = (char)(digit < 10 ? '0' + digit : (unsigned int)ten + digit - 10);
        value /= base;
    }

    return end;
}

// The value as the length modifier says: %hhd of 300 is 44.
static long long narrow(long long value, enum __cw_length length, int is_signed)
{
    switch (length)
    {
    case __CW_LENGTH_CHAR:
        return is_signed ? (signed char)value : (long long)(unsigned char)value;
    case __CW_LENGTH_SHORT:
        return is_signed ? (short)value : (long long)(unsigned short)value;
    default:
        return value;
    }
}

static void put(struct __cw_sink *sink, const struct __cw_spec *spec, const char *prefix, int prefix_size,
    const char *digits, int count)
{
    struct __cw_spec layout = *spec;
    int zeros = spec->precision > count ? spec->precision - count : 0;
    if (spec->precision < 0)
        zeros = count == 0 ? 1 : 0;
    else
        layout.flags &= ~__CW_FLAG_ZERO;

    // # with o makes the first digit a zero, by more precision if need be.
    if (spec->conversion == 'o' && (spec->flags & __CW_FLAG_ALTERNATE) && zeros == 0)
        zeros = 1;
    __cw_format_number(sink, &layout, prefix, prefix_size, zeros, digits, count);
}

static void format_signed(struct __cw_sink *sink, const struct __cw_spec *spec, long long value)
{
    char digits[LONGEST];
    char sign = value < 0 ? '-' : spec->flags & __CW_FLAG_PLUS ? '+' : ' ';
    int signs = value < 0 || (spec->flags & (__CW_FLAG_PLUS | __CW_FLAG_SPACE)) != 0;
    unsigned long long magnitude = value < 0 ? 0ull - (unsigned long long)value : (unsigned long long)value;
    char *end = digits + LONGEST;
    char *first = write_digits(end, magnitude, 10, 'a');
    put(sink, spec, &sign, signs, first, (int)(end - first));
}

static void format_unsigned(struct __cw_sink *sink, const struct __cw_spec *spec, unsigned long long value)
{
    char digits[LONGEST];
    char *end = digits + LONGEST;
    char prefix[2] = {'0', spec->conversion};
    unsigned int base = 10;
    int prefix_size = 0;
    switch (spec->conversion)
    {
    case 'o':
        base = 8;
        break;
    case 'x':
    case 'X':
        base = 16;
        break;
    case 'b':
    case 'B':
        base = 2;
        break;
    default:
        break;
    }

    if ((base == 16 || base == 2) && (spec->flags & __CW_FLAG_ALTERNATE) && value != 0)
        prefix_size = 2;
    char *first = write_digits(end, value, base, spec->conversion == 'X' ? 'A' : 'a');
    put(sink, spec, prefix, prefix_size, first, (int)(end - first));
}

void __cw_format_integer(struct __cw_sink *sink, const struct __cw_spec *spec, long long value)
{
    if (spec->conversion == 'd' || spec->conversion == 'i')
        format_signed(sink, spec, narrow(value, spec->length, 1));
    else
        format_unsigned(sink, spec, (unsigned long long)narrow(value, spec->length, 0));
}

void __cw_format_pointer(struct __cw_sink *sink, const struct __cw_spec *spec, const void *value)
{
    struct __cw_spec hexadecimal = *spec;
    if (value == NULL)
    {
        hexadecimal.flags &= ~__CW_FLAG_ZERO;
        __cw_format_number(sink, &hexadecimal, "", 0, 0, "(nil)", 5);
        return;
    }

    char digits[LONGEST];
    char *end = digits + LONGEST;
    char *first = write_digits(end, (uintptr_t)value, 16, 'a');
    char prefix[3] = "0x";
    if (spec->flags & (__CW_FLAG_PLUS | __CW_FLAG_SPACE))
    {
        prefix[0] = spec->flags & __CW_FLAG_PLUS ? '+' : ' ';
        prefix[1] = '0';
        prefix[2] = 'x';
    }

    int prefix_size = spec->flags & (__CW_FLAG_PLUS | __CW_FLAG_SPACE) ? 3 : 2;
    put(sink, &hexadecimal, prefix, prefix_size, first, (int)(end - first));
}
