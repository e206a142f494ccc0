// The conversions a and A: hexadecimal digits of the mantissa, a binary exponent.
#include "format.h"
#include "../numeric/bits.h"
#include <crabwalk/host.h>

enum
{
    DIGITS = 13
};

// Rounds the 52-bit fraction under its leading digit to a number of hexadecimal digits, half to even.
static uint64_t round_fraction(uint64_t mantissa, int digits)
{
    int dropped = 4 * (DIGITS - digits);
    uint64_t unit = UINT64_C(1) << dropped;
    uint64_t rest = mantissa & (unit - 1);
    mantissa -= rest;
    uint64_t half = unit / 2;
    return rest > half || (rest == half && (mantissa & unit)) ? mantissa + unit : mantissa;
}

static int write_exponent(char *to, int exponent, char letter)
{
    char digits[8];
    int size = 0;
    int count = 0;
    int magnitude = exponent < 0 ? -exponent : exponent;
    to[size++] = letter;
    to[size++] = exponent < 0 ? '-' : '+';
    do
    {
        digits[count++] = (char)('0' + magnitude % 10);
        magnitude /= 10;
    } while (magnitude != 0);
    while (count > 0)
        to[size++] = digits[--count];
    return size;
}

static int significant_digits(uint64_t fraction)
{
    int digits = DIGITS;
    for (; digits > 0 && (fraction & 15) == 0; digits--)
        fraction >>= 4;
    return digits;
}

void __cw_format_hex_real(struct __cw_sink *sink, const struct __cw_spec *spec, double value)
{
    const char *alphabet = spec->conversion == 'a' ? "0123456789abcdef" : "0123456789ABCDEF";
    uint64_t bits = __builtin_double_bits(value);
    int field = (int)(bits >> 52 & 0x7ff);
    uint64_t fraction = bits & UINT64_C(0xfffffffffffff);
    uint64_t mantissa = field == 0 ? fraction : fraction | UINT64_C(1) << 52;
    int exponent = mantissa == 0 ? 0 : (field == 0 ? 1 : field) - 1023;
    int digits = spec->precision < 0 ? significant_digits(fraction) : spec->precision;
    if (digits < DIGITS)
        mantissa = round_fraction(mantissa, digits);

    char prefix[3];
    int prefix_size = 0;
    if (bits >> 63)
        prefix[prefix_size++] = '-';
    else if (spec->flags & (__CW_FLAG_PLUS | __CW_FLAG_SPACE))
        prefix[prefix_size++] = spec->flags & __CW_FLAG_PLUS ? '+' : ' ';
    prefix[prefix_size++] = '0';
    prefix[prefix_size++] = spec->conversion == 'a' ? 'x' : 'X';

    char body[2 + DIGITS];
    int size = 0;
    int written = digits < DIGITS ? digits : DIGITS;
    body[size++] = alphabet[mantissa >> 52];
    if (digits > 0 || (spec->flags & __CW_FLAG_ALTERNATE))
        body[size++] = '.';
    for (int i = 0; i < written; i++)
        body[size++] = alphabet[mantissa >> (48 - 4 * i) & 15];

    char tail[8];
    int tail_size = write_exponent(tail, exponent, spec->conversion == 'a' ? 'p' : 'P');
    long long zeros = digits - written;
    long long total = prefix_size + size + zeros + tail_size;
    int padding = spec->width > total ? (int)(spec->width - total) : 0;
    int zero_padded = (spec->flags & (__CW_FLAG_LEFT | __CW_FLAG_ZERO)) == __CW_FLAG_ZERO;
    if (!zero_padded && !(spec->flags & __CW_FLAG_LEFT))
        __cw_sink_fill(sink, ' ', padding);
    __cw_sink_put(sink, prefix, (size_t)prefix_size);
    if (zero_padded)
        __cw_sink_fill(sink, '0', padding);
    __cw_sink_put(sink, body, (size_t)size);
    __cw_sink_fill(sink, '0', (int)zeros);
    __cw_sink_put(sink, tail, (size_t)tail_size);
    if (spec->flags & __CW_FLAG_LEFT)
        __cw_sink_fill(sink, ' ', padding);
}
