// The grammar of strtod (C17 7.22.1.3), as a machine that takes one character after the other.
#include "real.h"

enum place
{
    BEFORE_SIGN,
    BEFORE_DIGITS,
    AFTER_ZERO,
    IN_WHOLE,
    AFTER_LONE_POINT,
    IN_FRACTION,
    AFTER_LETTER,
    AFTER_EXPONENT_SIGN,
    IN_EXPONENT,
    IN_WORD,
    IN_TAG,
    AT_END
};

enum
{
    // Of a decimal or hexadecimal number, the digits that fit in head.
    HEAD_DIGITS = 19,
    HEX_HEAD_DIGITS = 16,
    // No exponent beyond this matters.
    EXPONENT_LIMIT = 100000000
};

void __cw_real_begin(struct __cw_real *number)
{
    number->form = __CW_REAL_DECIMAL;
    number->place = BEFORE_SIGN;
    number->negative = 0;
    number->word = 0;
    number->head = 0;
    number->count = 0;
    number->beyond = 0;
    number->scale = 0;
    number->exponent = 0;
    number->exponent_negative = 0;
    number->taken = 0;
    number->valid = 0;
}

static int take(struct __cw_real *number, enum place place)
{
    number->place = place;
    number->taken++;
    return 1;
}

static int take_valid(struct __cw_real *number, enum place place)
{
    take(number, place);
    number->valid = number->taken;
    return 1;
}

static int hex_digit(int c)
{
    if ((unsigned)c - '0' < 10)
        return c - '0';
    unsigned int letter = ((unsigned)c | 32) - 'a';
    return letter < 6 && c < 128 ? (int)letter + 10 : -1;
}

static void keep_decimal(struct __cw_real *number, int digit, int in_fraction)
{
    if (number->count == 0 && digit == 0)
    {
        number->scale -= in_fraction;
    }
    else if (number->count < __CW_REAL_DIGITS)
    {
        number->digits[number->count++] = (unsigned char)digit;
        if (number->count <= HEAD_DIGITS)
            number->head = number->head * 10 + (__cw_uint64)digit;
        number->scale -= in_fraction;
    }
    else
    {
        number->beyond |= digit != 0;
        number->scale += !in_fraction;
    }
}

static void keep_hexadecimal(struct __cw_real *number, int digit, int in_fraction)
{
    if (number->count == 0 && digit == 0)
    {
        number->scale -= 4 * in_fraction;
    }
    else if (number->count < HEX_HEAD_DIGITS)
    {
        number->head = number->head << 4 | (__cw_uint64)digit;
        number->count++;
        number->scale -= 4 * in_fraction;
    }
    else
    {
        number->beyond |= digit != 0;
        number->scale += 4 * !in_fraction;
    }
}

// A digit of the mantissa, if c is one.
static int take_digit(struct __cw_real *number, int c, enum place place)
{
    int in_fraction = place == IN_FRACTION;
    if (number->form == __CW_REAL_DECIMAL)
    {
        if ((unsigned)c - '0' >= 10)
            return 0;
        keep_decimal(number, c - '0', in_fraction);
        return take_valid(number, place);
    }

    int digit = hex_digit(c);
    if (digit < 0)
        return 0;
    keep_hexadecimal(number, digit, in_fraction);
    return take_valid(number, place);
}

static int take_word(struct __cw_real *number, int c)
{
    const char *word = number->form == __CW_REAL_INFINITY ? "infinity" : "nan";
    if (number->form == __CW_REAL_NAN && number->word == 3)
        return c == '(' ? take(number, IN_TAG) : 0;
    if (word[number->word] == '\0' || (c | 32) != word[number->word])
        return 0;
    number->word++;
    int complete = number->word == 3 || number->word == 8;
    return complete ? take_valid(number, IN_WORD) : take(number, IN_WORD);
}

static int take_tag(struct __cw_real *number, int c)
{
    if (c == ')')
        return take_valid(number, AT_END);
    unsigned int letter = ((unsigned)c | 32) - 'a';
    int of_tag = (letter < 26 && c < 128) || (unsigned)c - '0' < 10 || c == '_';
    return of_tag ? take(number, IN_TAG) : 0;
}

static int take_first(struct __cw_real *number, int c)
{
    switch (c)
    {
    case '0':
        return take_valid(number, AFTER_ZERO);
    case '.':
        return take(number, AFTER_LONE_POINT);
    case 'i':
    case 'I':
        number->form = __CW_REAL_INFINITY;
        return take_word(number, c);
    case 'n':
    case 'N':
        number->form = __CW_REAL_NAN;
        return take_word(number, c);
    default:
        return take_digit(number, c, IN_WHOLE);
    }
}

// The letter before an exponent, if c is it.
static int take_letter(struct __cw_real *number, int c)
{
    int wanted = number->form == __CW_REAL_DECIMAL ? 'e' : 'p';
    return (c | 32) == wanted ? take(number, AFTER_LETTER) : 0;
}

static int take_exponent_digit(struct __cw_real *number, int c)
{
    if ((unsigned)c - '0' >= 10)
        return 0;
    if (number->exponent < EXPONENT_LIMIT)
        number->exponent = number->exponent * 10 + (c - '0');
    return take_valid(number, IN_EXPONENT);
}

static int accept_after_zero(struct __cw_real *number, int c)
{
    if ((c | 32) != 'x')
        return c == '.' ? take_valid(number, IN_FRACTION) : take_digit(number, c, IN_WHOLE) || take_letter(number, c);
    number->form = __CW_REAL_HEXADECIMAL;
    return take(number, BEFORE_DIGITS);
}

int __cw_real_accept(struct __cw_real *number, int c)
{
    switch ((enum place)number->place)
    {
    case BEFORE_SIGN:
        if (c != '+' && c != '-')
            return take_first(number, c);
        number->negative = c == '-';
        return take(number, BEFORE_DIGITS);
    case BEFORE_DIGITS:
        if (number->form == __CW_REAL_DECIMAL)
            return take_first(number, c);
        return c == '.' ? take(number, AFTER_LONE_POINT) : take_digit(number, c, IN_WHOLE);
    case AFTER_ZERO:
        return accept_after_zero(number, c);
    case IN_WHOLE:
        if (c == '.')
            return take_valid(number, IN_FRACTION);
        return take_digit(number, c, IN_WHOLE) || take_letter(number, c);
    case AFTER_LONE_POINT:
        return take_digit(number, c, IN_FRACTION);
    case IN_FRACTION:
        return take_digit(number, c, IN_FRACTION) || take_letter(number, c);
    case AFTER_LETTER:
        if (c != '+' && c != '-')
            return take_exponent_digit(number, c);
        number->exponent_negative = c == '-';
        return take(number, AFTER_EXPONENT_SIGN);
    case AFTER_EXPONENT_SIGN:
    case IN_EXPONENT:
        return take_exponent_digit(number, c);
    case IN_WORD:
        return take_word(number, c);
    case IN_TAG:
        return take_tag(number, c);
    case AT_END:
        return 0;
    }

    return 0;
}

int __cw_real_lacks_exponent(const struct __cw_real *number)
{
    return number->place == AFTER_LETTER || number->place == AFTER_EXPONENT_SIGN;
}
