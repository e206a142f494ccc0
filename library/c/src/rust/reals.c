// Floating numbers as text, as core::fmt writes them, and powers with whole exponents.
#include "../numeric/decimal.h"
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum
{
    DISPLAY,
    DEBUG,
    LOWER_EXPONENT,
    UPPER_EXPONENT
};

// Text is written as far as there is room, and always counted.
struct out
{
    char *text;
    size_t room;
    size_t count;
};

static void put(struct out *to, char c)
{
    if (to->count < to->room)
        to->text[to->count] = c;
    to->count++;
}

static void put_zeros(struct out *to, int count)
{
    for (; count > 0; count--)
        put(to, '0');
}

static void put_digits(struct out *to, const char *digits, int from, int end)
{
    for (int i = from; i < end; i++)
        put(to, digits[i]);
}

static int reads_back(const struct __cw_decimal *number, double value, int is_single)
{
    char text[48];
    int at = snprintf(text, sizeof text, "0.%.*se%d", number->count, number->digits, number->point);
    return at > 0 && (is_single ? strtof(text, NULL) == (float)value : strtod(text, NULL) == value);
}

// The fewest digits that read back as the same number.
static void shortest(struct __cw_decimal *to, double value, int is_single)
{
    int most = is_single ? 9 : 17;
    for (int digits = 1; digits <= most; digits++)
    {
        __cw_decimal_significant(to, value, digits);
        if (reads_back(to, value, is_single))
            return;
    }
}

static void without_exponent(struct out *to, const struct __cw_decimal *number, int decimals, int is_exact)
{
    int point = number->point;
    if (point <= 0)
        put(to, '0');
    else
    {
        put_digits(to, number->digits, 0, point < number->count ? point : number->count);
        put_zeros(to, point - number->count);
    }

    int shown = number->count > point ? number->count - point : 0;
    int wanted = is_exact || decimals > shown ? decimals : shown;
    if (wanted == 0)
        return;
    put(to, '.');
    int leading = point < 0 ? (-point < wanted ? -point : wanted) : 0;
    put_zeros(to, leading);
    int from = point > 0 ? (point < number->count ? point : number->count) : 0;
    int end = from + wanted - leading < number->count ? from + wanted - leading : number->count;
    put_digits(to, number->digits, from, end);
    put_zeros(to, wanted - leading - (end - from));
}

static void with_exponent(struct out *to, const struct __cw_decimal *number, int precision, char letter)
{
    put(to, number->count > 0 ? number->digits[0] : '0');
    int rest = precision < 0 ? number->count - 1 : precision;
    if (rest > 0)
    {
        put(to, '.');
        int known = number->count - 1 < rest ? number->count - 1 : rest;
        put_digits(to, number->digits, 1, 1 + known);
        put_zeros(to, rest - (known > 0 ? known : 0));
    }

    char exponent[16];
    int length = snprintf(exponent, sizeof exponent, "%c%d", letter, number->count > 0 ? number->point - 1 : 0);
    put_digits(to, exponent, 0, length);
}

static void zero(struct __cw_decimal *to)
{
    to->count = 0;
    to->point = 0;
}

// The text of the absolute value; precision is negative for the shortest. Gives the length; nothing counts when that is more than the room.
size_t __cw_rust_float_to_text(double value, int is_single, uint32_t style, int32_t precision, char *buffer, size_t room)
{
    struct out to = {buffer, room, 0};
    value = fabs(value);
    if (!isfinite(value))
    {
        put_digits(&to, isnan(value) ? "NaN" : "inf", 0, 3);
        return to.count;
    }

    struct __cw_decimal number;
    int has_exponent = style >= LOWER_EXPONENT || (style == DEBUG && precision < 0 && value != 0 && (value < 1e-5 || value >= 1e16));
    if (value == 0)
        zero(&number);
    else if (precision < 0)
        shortest(&number, value, is_single);
    else if (has_exponent)
        __cw_decimal_significant(&number, value, precision + 1);
    else
        __cw_decimal_places(&number, value, precision);

    if (has_exponent)
        with_exponent(&to, &number, precision, style == UPPER_EXPONENT ? 'E' : 'e');
    else
        without_exponent(&to, &number, precision >= 0 ? precision : style == DEBUG ? 1 : 0, precision >= 0);
    return to.count;
}

static size_t skip_digits(const char *text, size_t count, size_t *at)
{
    size_t start = *at;
    while (*at < count && text[*at] >= '0' && text[*at] <= '9')
        (*at)++;
    return *at - start;
}

// Number ::= ( Digit+ | Digit+ '.' Digit* | Digit* '.' Digit+ ) ( [eE] [+-]? Digit+ )?
static int is_number(const char *text, size_t count)
{
    size_t at = 0;
    size_t digits = skip_digits(text, count, &at);
    if (at < count && text[at] == '.')
    {
        at++;
        digits += skip_digits(text, count, &at);
    }

    if (digits > 0 && at < count && (text[at] | 0x20) == 'e')
    {
        at++;
        at += at < count && (text[at] == '+' || text[at] == '-');
        digits = skip_digits(text, count, &at);
    }

    return digits > 0 && at == count;
}

static int is_word(const char *text, size_t count, const char *word)
{
    size_t i = 0;
    for (; i < count && word[i] != '\0'; i++)
    {
        if ((text[i] | 0x20) != word[i])
            return 0;
    }

    return i == count && word[i] == '\0';
}

// A copy with its end marked, as C's functions want it, without the sign; null when it is no number or there is no room.
static char *number_text(const char *text, size_t count)
{
    int is_good = is_number(text, count) || is_word(text, count, "inf") || is_word(text, count, "infinity") || is_word(text, count, "nan");
    char *copy = is_good ? malloc(count + 1) : NULL;
    if (copy != NULL)
    {
        memcpy(copy, text, count);
        copy[count] = '\0';
    }

    return copy;
}

int __cw_rust_double_from_text(const char *text, size_t count, double *value)
{
    size_t sign = count > 0 && (text[0] == '-' || text[0] == '+');
    char *copy = number_text(text + sign, count - sign);
    if (copy == NULL)
        return 0;
    double read = strtod(copy, NULL);
    free(copy);
    *value = sign && text[0] == '-' ? -read : read;
    return 1;
}

int __cw_rust_float_from_text(const char *text, size_t count, float *value)
{
    size_t sign = count > 0 && (text[0] == '-' || text[0] == '+');
    char *copy = number_text(text + sign, count - sign);
    if (copy == NULL)
        return 0;
    float read = strtof(copy, NULL);
    free(copy);
    *value = sign && text[0] == '-' ? -read : read;
    return 1;
}

// By squaring.
double __cw_rust_powi(double x, int n)
{
    unsigned count = n < 0 ? 0u - (unsigned)n : (unsigned)n;
    double result = 1;
    for (; count != 0; count >>= 1)
    {
        if (count & 1)
            result *= x;
        x *= x;
    }

    return n < 0 ? 1 / result : result;
}

float __cw_rust_powif(float x, int n)
{
    return (float)__cw_rust_powi(x, n);
}
