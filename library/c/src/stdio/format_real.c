// The conversions f F e E g G: decimal digits laid out.
#include "format.h"
#include "../numeric/decimal.h"
#include <crabwalk/host.h>
#include <limits.h>

// A number in pieces, from left to right; each run of zeros may be as long as a precision.
struct pieces
{
    const char *whole;
    int whole_size;
    int whole_zeros;
    int point;
    int leading_zeros;
    const char *fraction;
    int fraction_size;
    int trailing_zeros;
    char exponent[8];
    int exponent_size;
};

static int smaller(int a, int b)
{
    return a < b ? a : b;
}

static void lay_out_fixed(struct pieces *pieces, const struct __cw_decimal *number, int precision)
{
    int whole = number->point > 0 && number->count > 0 ? number->point : 0;
    pieces->whole = whole > 0 ? number->digits : "0";
    pieces->whole_size = whole > 0 ? smaller(whole, number->count) : 1;
    pieces->whole_zeros = whole > 0 ? whole - pieces->whole_size : 0;
    int used = whole > 0 ? pieces->whole_size : 0;
    pieces->leading_zeros = number->count > 0 && number->point < 0 ? smaller(-number->point, precision) : 0;
    pieces->fraction = number->digits + used;
    pieces->fraction_size = smaller(number->count - used, precision - pieces->leading_zeros);
    pieces->trailing_zeros = precision - pieces->leading_zeros - pieces->fraction_size;
}

static void lay_out_exponent(struct pieces *pieces, const struct __cw_decimal *number, int precision, char letter)
{
    int exponent = number->count > 0 ? number->point - 1 : 0;
    int magnitude = exponent < 0 ? -exponent : exponent;
    int size = 0;
    pieces->whole = number->count > 0 ? number->digits : "0";
    pieces->whole_size = 1;
    pieces->fraction = number->digits + 1;
    pieces->fraction_size = number->count > 1 ? smaller(number->count - 1, precision) : 0;
    pieces->trailing_zeros = precision - pieces->fraction_size;
    pieces->exponent[size++] = letter;
    pieces->exponent[size++] = exponent < 0 ? '-' : '+';
    if (magnitude >= 100)
        pieces->exponent[size++] = (char)('0' + magnitude / 100);
    pieces->exponent[size++] = (char)('0' + magnitude / 10 % 10);
    pieces->exponent[size++] = (char)('0' + magnitude % 10);
    pieces->exponent_size = size;
}

// %g shows the shorter of both styles, without zeros at the end unless # asks for them (C17 7.21.6.1p8).
static void lay_out_general(struct pieces *pieces, const struct __cw_spec *spec, struct __cw_decimal *number, double value)
{
    int digits = spec->precision < 0 ? 6 : spec->precision == 0 ? 1 : spec->precision;
    __cw_decimal_significant(number, value, digits);
    int exponent = number->count > 0 ? number->point - 1 : 0;
    int fixed = exponent >= -4 && exponent < digits;
    int shown = spec->flags & __CW_FLAG_ALTERNATE ? digits : number->count > 0 ? number->count : 1;
    if (fixed)
        lay_out_fixed(pieces, number, shown - 1 - exponent > 0 ? shown - 1 - exponent : 0);
    else
        lay_out_exponent(pieces, number, shown - 1, spec->conversion == 'g' ? 'e' : 'E');
}

static void put(struct __cw_sink *sink, const struct __cw_spec *spec, const char *sign, int signs, const struct pieces *pieces)
{
    long long size = (long long)signs + pieces->whole_size + pieces->whole_zeros + pieces->point + pieces->leading_zeros
        + pieces->fraction_size + pieces->trailing_zeros + pieces->exponent_size;
    int padding = spec->width > size ? (int)(spec->width - size) : 0;
    if (!(spec->flags & (__CW_FLAG_LEFT | __CW_FLAG_ZERO)))
        __cw_sink_fill(sink, ' ', padding);
    __cw_sink_put(sink, sign, (size_t)signs);
    if ((spec->flags & (__CW_FLAG_LEFT | __CW_FLAG_ZERO)) == __CW_FLAG_ZERO)
        __cw_sink_fill(sink, '0', padding);
    __cw_sink_put(sink, pieces->whole, (size_t)pieces->whole_size);
    __cw_sink_fill(sink, '0', pieces->whole_zeros);
    __cw_sink_put(sink, ".", (size_t)pieces->point);
    __cw_sink_fill(sink, '0', pieces->leading_zeros);
    __cw_sink_put(sink, pieces->fraction, (size_t)pieces->fraction_size);
    __cw_sink_fill(sink, '0', pieces->trailing_zeros);
    __cw_sink_put(sink, pieces->exponent, (size_t)pieces->exponent_size);
    if (spec->flags & __CW_FLAG_LEFT)
        __cw_sink_fill(sink, ' ', padding);
}

static void format_finite(struct __cw_sink *sink, const struct __cw_spec *spec, const char *sign, int signs, double value)
{
    struct __cw_decimal number;
    struct pieces pieces = {0};
    int precision = spec->precision < 0 ? 6 : spec->precision;
    switch (spec->conversion)
    {
    case 'f':
    case 'F':
        __cw_decimal_places(&number, value, precision);
        lay_out_fixed(&pieces, &number, precision);
        break;
    case 'e':
    case 'E':
        __cw_decimal_significant(&number, value, precision == INT_MAX ? precision : precision + 1);
        lay_out_exponent(&pieces, &number, precision, spec->conversion);
        break;
    default:
        lay_out_general(&pieces, spec, &number, value);
        break;
    }

    pieces.point = pieces.leading_zeros + pieces.fraction_size + pieces.trailing_zeros > 0 || (spec->flags & __CW_FLAG_ALTERNATE);
    put(sink, spec, sign, signs, &pieces);
}

static void format_special(struct __cw_sink *sink, const struct __cw_spec *spec, const char *sign, int signs, int is_nan)
{
    struct __cw_spec layout = *spec;
    int capital = spec->conversion < 'a';
    layout.flags &= ~__CW_FLAG_ZERO;
    const char *text = is_nan ? (capital ? "NAN" : "nan") : (capital ? "INF" : "inf");
    __cw_format_number(sink, &layout, sign, signs, 0, text, 3);
}

void __cw_format_real(struct __cw_sink *sink, const struct __cw_spec *spec, double value)
{
    int negative = (int)(__builtin_double_bits(value) >> 63);
    double magnitude = negative ? -value : value;
    char sign = negative ? '-' : spec->flags & __CW_FLAG_PLUS ? '+' : ' ';
    int signs = negative || (spec->flags & (__CW_FLAG_PLUS | __CW_FLAG_SPACE)) != 0;
    if (value != value || magnitude > 0x1.fffffffffffffp+1023)
        format_special(sink, spec, &sign, signs, value != value);
    else if (spec->conversion == 'a' || spec->conversion == 'A')
        __cw_format_hex_real(sink, spec, value);
    else
        format_finite(sink, spec, &sign, signs, magnitude);
}
