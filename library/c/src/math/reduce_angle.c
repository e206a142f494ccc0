// The remainder of an angle by pi/2, exact to over 120 bits for every double: the mantissa is multiplied with just
// those bits of 2/pi that decide the quadrant and the fraction (Payne and Hanek's method).
#include "kernels.h"
#include "../numeric/bits.h"
#include <crabwalk/host.h>

enum
{
    WINDOW = 4
};

static const uint64_t two_over_pi[20] = {
    UINT64_C(0xa2f9836e4e441529),
    UINT64_C(0xfc2757d1f534ddc0),
    UINT64_C(0xdb6295993c439041),
    UINT64_C(0xfe5163abdebbc561),
    UINT64_C(0xb7246e3a424dd2e0),
    UINT64_C(0x06492eea09d1921c),
    UINT64_C(0xfe1deb1cb129a73e),
    UINT64_C(0xe88235f52ebb4484),
    UINT64_C(0xe99c7026b45f7e41),
    UINT64_C(0x3991d639835339f4),
    UINT64_C(0x9c845f8bbdf9283b),
    UINT64_C(0x1ff897ffde05980f),
    UINT64_C(0xef2f118b5a0a6d1f),
    UINT64_C(0x6d367ecf27cb09b7),
    UINT64_C(0x4f463f669e5fea2d),
    UINT64_C(0x7527bac7ebe5f17b),
    UINT64_C(0x3d0739f78a5292ea),
    UINT64_C(0x6bfb5fb11f8d5d08),
    UINT64_C(0x56033046fc7b6bab),
    UINT64_C(0xf0cfbc209af4361d),
};
static const struct __cw_dd half_pi = {0x1.921fb54442d18p+0, 0x1.1a62633145c07p-54};

// count bits of 2/pi from bit position on, as words with the most significant first.
static void read_window(int position, uint64_t window[WINDOW])
{
    int word = position / 64;
    int shift = position % 64;
    for (int i = 0; i < WINDOW; i++)
    {
        uint64_t high = two_over_pi[word + i];
        window[i] = shift == 0 ? high : high << shift | two_over_pi[word + i + 1] >> (64 - shift);
    }
}

// product = mantissa * window, least significant word first.
static void multiply(uint64_t mantissa, const uint64_t window[WINDOW], uint64_t product[WINDOW + 1])
{
    uint64_t carry = 0;
    for (int i = 0; i < WINDOW; i++)
    {
        uint64_t high = 0;
        uint64_t low = __builtin_mul128(mantissa, window[WINDOW - 1 - i], &high);
        low += carry;
        high += low < carry;
        product[i] = low;
        carry = high;
    }

    product[WINDOW] = carry;
}

static void shift_up(uint64_t words[WINDOW + 1], int shift)
{
    if (shift == 64)
    {
        for (int i = WINDOW; i > 0; i--)
            words[i] = words[i - 1];
        words[0] = 0;
        return;
    }

    for (int i = WINDOW; i > 0; i--)
        words[i] = words[i] << shift | words[i - 1] >> (64 - shift);
    words[0] <<= shift;
}

static void negate(uint64_t words[WINDOW + 1])
{
    uint64_t carry = 1;
    for (int i = 0; i <= WINDOW; i++)
    {
        words[i] = ~words[i] + carry;
        carry = carry && words[i] == 0;
    }
}

// The fraction 0.words as a sum of two doubles.
static struct __cw_dd to_double_double(uint64_t words[WINDOW + 1])
{
    int exponent = 0;
    while (words[WINDOW] == 0 && exponent > -192)
    {
        shift_up(words, 64);
        exponent -= 64;
    }

    if (words[WINDOW] == 0)
        return __cw_dd_of(0);
    int zeros = __builtin_clzll(words[WINDOW]);
    if (zeros != 0)
        shift_up(words, zeros);
    exponent -= zeros;
    double scale = __builtin_double_from_bits((uint64_t)(1023 - 53 + exponent) << 52);
    uint64_t rest = (words[WINDOW] & 0x7ff) << 42 | words[WINDOW - 1] >> 22;
    return __cw_dd_join((double)(words[WINDOW] >> 11) * scale, (double)rest * scale * 0x1p-53);
}

static int reduce_magnitude(double x, struct __cw_dd *rest)
{
    uint64_t mantissa = 0;
    uint64_t window[WINDOW];
    uint64_t product[WINDOW + 1];
    int exponent = 0;
    __cw_split(x, &mantissa, &exponent);

    // Bits of 2/pi above this position only add multiples of four quadrants.
    int position = exponent > 2 ? exponent - 2 : 0;
    read_window(position, window);
    multiply(mantissa, window, product);

    // The product counts units of 2^(exponent - position - 256); its two bits above the point come to the top.
    shift_up(product, 62 + exponent - position);
    int quadrant = (int)(product[WINDOW] >> 62);
    shift_up(product, 2);
    int negative = (int)(product[WINDOW] >> 63);
    if (negative)
    {
        negate(product);
        quadrant = (quadrant + 1) & 3;
    }

    struct __cw_dd fraction = __cw_dd_multiply(to_double_double(product), half_pi);
    *rest = negative ? __cw_dd_negate(fraction) : fraction;
    return quadrant;
}

int __cw_reduce_angle(double x, struct __cw_dd *rest)
{
    double magnitude = __builtin_fabs(x);
    if (magnitude <= 0x1.921fb54442d18p-1)
    {
        *rest = __cw_dd_of(x);
        return 0;
    }

    int quadrant = reduce_magnitude(magnitude, rest);
    if (x > 0)
        return quadrant;
    *rest = __cw_dd_negate(*rest);
    return (4 - quadrant) & 3;
}
