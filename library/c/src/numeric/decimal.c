// From binary to decimal, exactly. Usual numbers with usual precisions go through one 128-bit product; all others
// through the whole decimal expansion, which a double always has: m * 2^-k is m * 5^k / 10^k.
#include "decimal.h"
#include "bits.h"
#include <crabwalk/host.h>

enum
{
    BILLION = 1000000000,
    // 2^53 * 5^1074 and 2^1024 are below 10^(9 * 90).
    LIMBS = 90,
    FIVE_TO_13 = 1220703125,
    LARGEST_POWER = 19,
    MANTISSA_BITS = 53
};

struct big
{
    int count;
    // Least significant first, each below a billion.
    uint32_t limbs[LIMBS];
};

static void multiply(struct big *number, uint32_t factor)
{
    uint64_t carry = 0;
    for (int i = 0; i < number->count; i++)
    {
        carry += (uint64_t)number->limbs[i] * factor;
        number->limbs[i] = (uint32_t)(carry % BILLION);
        carry /= BILLION;
    }

    for (; carry != 0; carry /= BILLION)
        number->limbs[number->count++] = (uint32_t)(carry % BILLION);
}

static void set(struct big *number, uint64_t value)
{
    number->count = 0;
    for (; value != 0; value /= BILLION)
        number->limbs[number->count++] = (uint32_t)(value % BILLION);
}

static void multiply_power(struct big *number, uint32_t base, uint32_t chunk, int chunk_size, int power)
{
    for (; power >= chunk_size; power -= chunk_size)
        multiply(number, chunk);
    uint32_t rest = 1;
    for (; power > 0; power--)
        rest *= base;
    if (rest != 1)
        multiply(number, rest);
}

static void strip_zeros(struct __cw_decimal *to)
{
    while (to->count > 0 && to->digits[to->count - 1] == '0')
        to->count--;
}

// Writes a number below 10^size as that many digits.
static void write_digits(char *to, uint64_t value, int size)
{
    for (int i = size - 1; i >= 0; i--)
    {
        to[i] = (char)('0' + value % 10);
        value /= 10;
    }
}

static int count_digits(uint64_t value)
{
    int count = 0;
    while (count <= LARGEST_POWER && value >= __cw_powers_of_ten[count])
        count++;
    return count;
}

// to = number / 10^scale.
static void write_big(struct __cw_decimal *to, const struct big *number, int scale)
{
    int top = number->count - 1;
    to->count = count_digits(number->limbs[top]);
    write_digits(to->digits, number->limbs[top], to->count);
    for (int i = top - 1; i >= 0; i--)
    {
        write_digits(to->digits + to->count, number->limbs[i], 9);
        to->count += 9;
    }

    to->point = to->count - scale;
    strip_zeros(to);
}

static void expand(struct __cw_decimal *to, uint64_t mantissa, int exponent)
{
    struct big number;
    int zeros = __builtin_ctzll(mantissa);
    mantissa >>= zeros;
    exponent += zeros;
    set(&number, mantissa);
    if (exponent >= 0)
        multiply_power(&number, 2, UINT32_C(1) << 29, 29, exponent);
    else
        multiply_power(&number, 5, FIVE_TO_13, 13, -exponent);
    write_big(to, &number, exponent < 0 ? -exponent : 0);
}

static int rounds_up(const struct __cw_decimal *number, int keep)
{
    char next = number->digits[keep];
    if (next != '5' || keep + 1 < number->count)
        return next >= '5';
    return keep > 0 && (number->digits[keep - 1] - '0') % 2 == 1;
}

static void round_to(struct __cw_decimal *number, int keep)
{
    if (keep >= number->count)
        return;
    if (keep < 0)
    {
        number->count = 0;
        return;
    }

    int up = rounds_up(number, keep);
    number->count = keep;
    strip_zeros(number);
    if (!up)
        return;

    // Nines become zeros, which are not kept; the digit before them goes up.
    number->count = keep;
    while (number->count > 0 && number->digits[number->count - 1] == '9')
        number->count--;
    if (number->count > 0)
    {
        number->digits[number->count - 1]++;
        return;
    }

    number->digits[0] = '1';
    number->count = 1;
    number->point++;
}

static int round_half_even(uint64_t *whole, int above_half, int at_half)
{
    if (above_half || (at_half && *whole % 2 == 1))
        ++*whole;
    return 1;
}

// result = high:low / 2^shift, if it fits.
static int shift_down(uint64_t high, uint64_t low, int shift, uint64_t *result)
{
    if (shift >= 128)
    {
        // The product is below 2^117.
        *result = 0;
        return 1;
    }

    uint64_t rest_high = 0;
    uint64_t rest_low = low;
    if (shift < 64)
    {
        if (high >> shift != 0)
            return 0;
        *result = shift == 0 ? low : low >> shift | (high << 1) << (63 - shift);
        rest_low = low & ((UINT64_C(1) << shift) - 1);
    }
    else
    {
        *result = shift == 64 ? high : high >> (shift - 64);
        rest_high = shift == 64 ? 0 : high & ((UINT64_C(1) << (shift - 64)) - 1);
    }

    if (shift == 0)
        return 1;
    uint64_t half_high = shift > 64 ? UINT64_C(1) << (shift - 65) : 0;
    uint64_t half_low = shift > 64 ? 0 : UINT64_C(1) << (shift - 1);
    int above = rest_high > half_high || (rest_high == half_high && rest_low > half_low);
    return round_half_even(result, above, rest_high == half_high && rest_low == half_low);
}

// result = mantissa * 2^exponent / divisor, if that is easy.
static int divide(uint64_t mantissa, int exponent, uint64_t divisor, uint64_t *result)
{
    if (exponent >= 0)
    {
        if (exponent > 64 - MANTISSA_BITS)
            return 0;
        mantissa <<= exponent;
    }
    else
    {
        if (-exponent >= __builtin_clzll(divisor))
            return 0;
        divisor <<= -exponent;
    }

    uint64_t rest = mantissa % divisor;
    *result = mantissa / divisor;
    return round_half_even(result, rest > divisor - rest, rest == divisor - rest);
}

// result = value * 10^power, rounded to an integer, if it is below 2^64 and easy.
static int scale(uint64_t mantissa, int exponent, int power, uint64_t *result)
{
    if (power < -LARGEST_POWER || power > LARGEST_POWER)
        return 0;
    if (power < 0)
        return divide(mantissa, exponent, __cw_powers_of_ten[-power], result);
    uint64_t high = 0;
    uint64_t low = __builtin_mul128(mantissa, __cw_powers_of_ten[power], &high);
    if (exponent <= 0)
        return shift_down(high, low, -exponent, result);
    if (high != 0 || exponent >= __builtin_clzll(low))
        return 0;
    *result = low << exponent;
    return 1;
}

static void write_scaled(struct __cw_decimal *to, uint64_t value, int power)
{
    to->count = count_digits(value);
    write_digits(to->digits, value, to->count);
    to->point = to->count - power;
    strip_zeros(to);
}

void __cw_decimal_places(struct __cw_decimal *to, double value, int places)
{
    uint64_t mantissa = 0;
    uint64_t scaled = 0;
    int exponent = 0;
    __cw_split(value, &mantissa, &exponent);
    to->count = 0;
    to->point = 1;
    if (mantissa == 0)
        return;
    if (scale(mantissa, exponent, places, &scaled))
    {
        write_scaled(to, scaled, places);
        return;
    }

    expand(to, mantissa, exponent);
    if (places < to->count - to->point)
        round_to(to, to->point + places);
}

// The largest k with 10^k <= m * 2^exponent, or one off.
static int guess_power(uint64_t mantissa, int exponent)
{
    int top = exponent + 63 - __builtin_clzll(mantissa);
    return top >= 0 ? top * 1233 / 4096 : -((-top * 1233 + 4095) / 4096);
}

static int scale_to_digits(struct __cw_decimal *to, uint64_t mantissa, int exponent, int digits)
{
    uint64_t scaled = 0;
    if (digits >= LARGEST_POWER)
        return 0;
    int power = digits - 1 - guess_power(mantissa, exponent);
    for (int tries = 0; tries < 3; tries++)
    {
        if (!scale(mantissa, exponent, power, &scaled))
            return 0;
        if (scaled >= __cw_powers_of_ten[digits])
            power--;
        else if (scaled < __cw_powers_of_ten[digits - 1])
            power++;
        else
            break;
    }

    write_scaled(to, scaled, power);
    return 1;
}

void __cw_decimal_significant(struct __cw_decimal *to, double value, int digits)
{
    uint64_t mantissa = 0;
    int exponent = 0;
    __cw_split(value, &mantissa, &exponent);
    to->count = 0;
    to->point = 1;
    if (mantissa == 0)
        return;
    if (scale_to_digits(to, mantissa, exponent, digits))
        return;
    expand(to, mantissa, exponent);
    round_to(to, digits);
}
