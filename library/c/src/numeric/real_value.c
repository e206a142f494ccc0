// From decimal to binary, correctly rounded. First exactly in double arithmetic, where both factors are exact; then by
// a 64-bit product whose error is known; and where that leaves a doubt, by comparing whole numbers of any size.
#include "real.h"
#include "bits.h"
#include "real_powers.h"
#include <crabwalk/host.h>
#include <errno.h>

struct format
{
    int bits;
    int smallest;
    int largest;
};

static const struct format double_format = {53, -1074, 971};
static const struct format float_format = {24, -149, 104};

static const double exact_powers[23] = {
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11,
    1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
};

enum
{
    HEAD_DIGITS = 19,
    // Enough for 5^1110 times a mantissa, and for 771 digits.
    WORDS = 104,
    FIVE_TO_13 = 1220703125
};

// ---- whole numbers, least significant word first

struct big
{
    int count;
    uint32_t words[WORDS];
};

static void multiply_add(struct big *number, uint32_t factor, uint32_t addend)
{
    uint64_t carry = addend;
    for (int i = 0; i < number->count; i++)
    {
        carry += (uint64_t)number->words[i] * factor;
        number->words[i] = (uint32_t)(carry & UINT32_MAX);
        carry >>= 32;
    }

    if (carry != 0)
        number->words[number->count++] = (uint32_t)carry;
}

static void multiply_five(struct big *number, int power)
{
    for (; power >= 13; power -= 13)
        multiply_add(number, FIVE_TO_13, 0);
    for (; power > 0; power--)
        multiply_add(number, 5, 0);
}

static void shift_up(struct big *number, int shift)
{
    int whole = shift / 32;
    if (number->count == 0)
        return;
    if (shift % 32 != 0)
        multiply_add(number, UINT32_C(1) << shift % 32, 0);
    for (int i = number->count - 1; i >= 0; i--)
        number->words[i + whole] = number->words[i];
    for (int i = 0; i < whole; i++)
        number->words[i] = 0;
    number->count += whole;
}

static int compare(const struct big *a, const struct big *b)
{
    if (a->count != b->count)
        return a->count < b->count ? -1 : 1;
    for (int i = a->count - 1; i >= 0; i--)
    {
        if (a->words[i] != b->words[i])
            return a->words[i] < b->words[i] ? -1 : 1;
    }

    return 0;
}

static void set(struct big *number, uint64_t value)
{
    number->count = 0;
    for (; value != 0; value >>= 32)
        number->words[number->count++] = (uint32_t)(value & UINT32_MAX);
}

static void set_digits(struct big *number, const struct __cw_real *from)
{
    number->count = 0;
    for (int i = 0; i < from->count; i++)
        multiply_add(number, 10, from->digits[i]);
}

// ---- rounding

// mantissa * 2^exponent, of at most 53 bits.
static double assemble(uint64_t mantissa, int exponent)
{
    if (mantissa == 0)
        return 0;
    int shift = __builtin_clzll(mantissa) - 11;
    if (shift > 0)
    {
        int possible = exponent + 1074;
        shift = shift < possible ? shift : possible;
        mantissa <<= shift;
        exponent -= shift;
    }

    // A mantissa of 2^53, after rounding up, carries into the exponent as it should.
    if (mantissa >> 52 == 0)
        return __builtin_double_from_bits(mantissa);
    return __builtin_double_from_bits(((uint64_t)(exponent + 1074) << 52) + mantissa);
}

static double overflow(void)
{
    errno = ERANGE;
    return __builtin_huge_val();
}

// The end of every way: the number is mantissa units, and what was cut off says whether that is exact.
static double finish(const struct format *format, uint64_t mantissa, int unit, int exact)
{
    if (mantissa >> format->bits != 0)
    {
        mantissa >>= 1;
        unit++;
    }

    if (unit > format->largest)
        return overflow();
    if (!exact && mantissa >> (format->bits - 1) == 0)
        errno = ERANGE;
    return assemble(mantissa, unit);
}

// How many of the 64 bits of mantissa * 2^exponent are to be cut off.
static int bits_to_drop(const struct format *format, int exponent)
{
    int normal = 64 - format->bits;
    int to_smallest = format->smallest - exponent;
    return to_smallest > normal ? to_smallest : normal;
}

// Whether the number is above (1), at (0) or below (-1) the middle between mantissa and mantissa + 1 units.
static int compare_to_middle(const struct __cw_real *number, int scale, uint64_t mantissa, int unit)
{
    struct big value;
    struct big middle;
    set_digits(&value, number);
    set(&middle, 2 * mantissa + 1);
    if (scale >= 0)
        multiply_five(&value, scale);
    else
        multiply_five(&middle, -scale);
    int shift = scale - (unit - 1);
    if (shift >= 0)
        shift_up(&value, shift);
    else
        shift_up(&middle, -shift);
    return compare(&value, &middle);
}

static double decide(const struct format *format, const struct __cw_real *number, int scale, uint64_t mantissa, int unit)
{
    int order = compare_to_middle(number, scale, mantissa, unit);
    if (order > 0 || (order == 0 && mantissa % 2 == 1))
        mantissa++;
    return finish(format, mantissa, unit, 0);
}

static uint64_t multiply_high(uint64_t a, uint64_t b, int *exponent)
{
    uint64_t high = 0;
    __builtin_mul128(a, b, &high);
    *exponent += 64;
    if (high >> 63 != 0)
        return high;
    --*exponent;
    return high << 1;
}

static double convert_decimal(const struct format *format, const struct __cw_real *number, int scale)
{
    int head_digits = number->count < HEAD_DIGITS ? number->count : HEAD_DIGITS;
    int head_scale = scale + (number->count - head_digits);
    int shift = __builtin_clzll(number->head);
    uint64_t mantissa = number->head << shift;
    int exponent = -shift;

    // Bounds of the error, in units of the mantissa: the digits after the head, then two products of truncated parts.
    uint64_t error = number->count > HEAD_DIGITS ? UINT64_C(8) << shift : 0;
    int step = (head_scale - __CW_POWER_FIRST) / __CW_POWER_STEP;
    int rest = (head_scale - __CW_POWER_FIRST) % __CW_POWER_STEP;
    int rest_shift = __builtin_clzll(__cw_powers_of_ten[rest]);
    exponent -= rest_shift;
    mantissa = multiply_high(mantissa, __cw_powers_of_ten[rest] << rest_shift, &exponent);
    exponent += __cw_powers[step].exponent;
    mantissa = multiply_high(mantissa, __cw_powers[step].mantissa, &exponent);
    error += 12;

    int drop = bits_to_drop(format, exponent);
    if (drop > 65)
        return finish(format, 0, format->smallest, 0);
    if (drop >= 64)
        return decide(format, number, scale, 0, format->smallest);
    uint64_t kept = mantissa >> drop;
    uint64_t half = UINT64_C(1) << (drop - 1);
    uint64_t cut = mantissa & (2 * half - 1);
    uint64_t distance = cut > half ? cut - half : half - cut;
    if (distance <= error)
        return decide(format, number, scale, kept, exponent + drop);
    return finish(format, kept + (cut > half), exponent + drop, 0);
}

static double convert_hexadecimal(const struct format *format, const struct __cw_real *number, int scale)
{
    int shift = __builtin_clzll(number->head);
    uint64_t mantissa = number->head << shift;
    int exponent = scale - shift;
    int drop = bits_to_drop(format, exponent);
    if (drop > 64)
        return finish(format, 0, format->smallest, 0);
    uint64_t kept = drop == 64 ? 0 : mantissa >> drop;
    uint64_t half = UINT64_C(1) << (drop - 1);
    uint64_t cut = drop == 64 ? mantissa : mantissa & (2 * half - 1);
    int above = cut > half || (cut == half && number->beyond);
    if (above || (cut == half && kept % 2 == 1))
        kept++;
    return finish(format, kept, exponent + drop, cut == 0 && !number->beyond);
}

// ---- the number as read

static double special(const struct __cw_real *number)
{
    return number->form == __CW_REAL_NAN ? __builtin_double_from_bits(UINT64_C(0x7ff8000000000000)) : __builtin_huge_val();
}

// Both factors exact in double arithmetic: then one operation rounds once.
static int convert_easily(const struct __cw_real *number, __cw_int64 scale, double *result)
{
    if (number->count > HEAD_DIGITS || number->head >> 53 != 0 || scale < -22 || scale > 22)
        return 0;
    if (scale < 0)
        *result = (double)number->head / exact_powers[-scale];
    else
        *result = (double)number->head * exact_powers[scale];
    return 1;
}

static double magnitude(struct __cw_real *number, const struct format *format)
{
    double easy = 0;
    if (number->form == __CW_REAL_INFINITY || number->form == __CW_REAL_NAN)
        return special(number);
    __cw_int64 scale = number->scale + (number->exponent_negative ? -number->exponent : number->exponent);
    if (number->count == 0)
        return 0;
    if (number->form == __CW_REAL_HEXADECIMAL)
        return scale > 2000 ? overflow() : convert_hexadecimal(format, number, scale < -2000 ? -2000 : (int)scale);
    if (format == &double_format && convert_easily(number, scale, &easy))
        return easy;
    if (scale + number->count > 310)
        return overflow();
    if (scale + number->count < -330)
        return finish(format, 0, format->smallest, 0);

    // What lies beyond the kept digits counts as one more digit that is not zero.
    if (number->beyond)
    {
        number->beyond = 0;
        number->digits[number->count++] = 1;
        scale--;
    }

    return convert_decimal(format, number, (int)scale);
}

double __cw_real_double(struct __cw_real *number)
{
    double value = magnitude(number, &double_format);
    return number->negative ? -value : value;
}

double __cw_real_float(struct __cw_real *number)
{
    double value = magnitude(number, &float_format);
    return number->negative ? -value : value;
}
