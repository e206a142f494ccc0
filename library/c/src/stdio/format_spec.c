// Reading a conversion specification (C17 7.21.6.1p4, and POSIX's numbered arguments).
#include "format.h"
#include <limits.h>

enum
{
    TOO_LARGE = -2
};

static int is_digit(char c)
{
    return (unsigned)c - '0' < 10;
}

static const char *read_number(const char *text, int *number)
{
    int value = 0;
    for (; is_digit(*text); text++)
    {
        int digit = *text - '0';
        if (value != TOO_LARGE)
            value = value > (INT_MAX - digit) / 10 ? TOO_LARGE : value * 10 + digit;
    }

    *number = value;
    return text;
}

static const char *read_flags(const char *text, int *flags)
{
    for (;; text++)
    {
        switch (*text)
        {
        case '-':
            *flags |= __CW_FLAG_LEFT;
            break;
        case '+':
            *flags |= __CW_FLAG_PLUS;
            break;
        case ' ':
            *flags |= __CW_FLAG_SPACE;
            break;
        case '#':
            *flags |= __CW_FLAG_ALTERNATE;
            break;
        case '0':
            *flags |= __CW_FLAG_ZERO;
            break;
        case '\'':
        case 'I':
            // Groups of thousands and other digits: our locales have neither.
            break;
        default:
            return text;
        }
    }
}

// A star, with the number of its argument if it has one.
static const char *read_star(const char *text, int *argument)
{
    int number = 0;
    const char *end = read_number(text, &number);
    if (end != text && *end == '$')
    {
        *argument = number;
        return end + 1;
    }

    *argument = __CW_NEXT_ARGUMENT;
    return text;
}

static const char *read_width(const char *text, struct __cw_spec *spec)
{
    return *text == '*' ? read_star(text + 1, &spec->width_argument) : read_number(text, &spec->width);
}

static const char *read_precision(const char *text, struct __cw_spec *spec)
{
    if (*text != '.')
        return text;
    text++;
    if (*text == '*')
        return read_star(text + 1, &spec->precision_argument);

    // A negative precision counts as none.
    if (*text == '-')
    {
        text = read_number(text + 1, &spec->precision);
        spec->precision = -1;
        return text;
    }

    return read_number(text, &spec->precision);
}

static const char *read_length(const char *text, enum __cw_length *length)
{
    switch (*text)
    {
    case 'h':
        *length = text[1] == 'h' ? __CW_LENGTH_CHAR : __CW_LENGTH_SHORT;
        return text + (text[1] == 'h' ? 2 : 1);
    case 'l':
        *length = text[1] == 'l' ? __CW_LENGTH_LONG_LONG : __CW_LENGTH_LONG;
        return text + (text[1] == 'l' ? 2 : 1);
    case 'q':
        *length = __CW_LENGTH_LONG_LONG;
        return text + 1;
    case 'j':
        *length = __CW_LENGTH_INTMAX;
        return text + 1;
    case 'z':
    case 'Z':
        *length = __CW_LENGTH_SIZE;
        return text + 1;
    case 't':
        *length = __CW_LENGTH_PTRDIFF;
        return text + 1;
    case 'L':
        *length = __CW_LENGTH_LONG_DOUBLE;
        return text + 1;
    default:
        return text;
    }
}

const char *__cw_parse_spec(const char *text, struct __cw_spec *spec)
{
    *spec = (struct __cw_spec){.width_argument = __CW_NO_ARGUMENT, .precision_argument = __CW_NO_ARGUMENT, .precision = -1};
    if (is_digit(*text) && *text != '0')
    {
        const char *end = read_number(text, &spec->value_argument);
        if (*end == '$')
            text = end + 1;
        else
            spec->value_argument = __CW_NEXT_ARGUMENT;
    }

    text = read_flags(text, &spec->flags);
    text = read_width(text, spec);
    text = read_precision(text, spec);
    text = read_length(text, &spec->length);
    if (spec->width == TOO_LARGE || spec->precision == TOO_LARGE || spec->value_argument == TOO_LARGE)
        return NULL;
    spec->conversion = *text;
    if (*text == '\0')
        return text;

    // The old names of %lc and %ls.
    if (*text == 'C' || *text == 'S')
    {
        spec->conversion = *text == 'C' ? 'c' : 's';
        spec->length = __CW_LENGTH_LONG;
    }

    return text + 1;
}
