// The arguments of printf: which type a conversion takes, and taking it.
#include "format.h"
#include <wchar.h>

static enum __cw_kind integer_kind(enum __cw_length length)
{
    switch (length)
    {
    case __CW_LENGTH_LONG:
        return __CW_KIND_LONG;
    case __CW_LENGTH_LONG_LONG:
    case __CW_LENGTH_LONG_DOUBLE:
        return __CW_KIND_LONG_LONG;
    case __CW_LENGTH_INTMAX:
        return __CW_KIND_INTMAX;
    case __CW_LENGTH_SIZE:
        return __CW_KIND_SIZE;
    case __CW_LENGTH_PTRDIFF:
        return __CW_KIND_PTRDIFF;
    default:
        return __CW_KIND_INT;
    }
}

enum __cw_kind __cw_kind_of(const struct __cw_spec *spec)
{
    switch (spec->conversion)
    {
    case 'd':
    case 'i':
    case 'u':
    case 'o':
    case 'x':
    case 'X':
    case 'b':
    case 'B':
        return integer_kind(spec->length);
    case 'c':
        return spec->length == __CW_LENGTH_LONG ? __CW_KIND_WINT : __CW_KIND_INT;
    case 'e':
    case 'E':
    case 'f':
    case 'F':
    case 'g':
    case 'G':
    case 'a':
    case 'A':
        return spec->length == __CW_LENGTH_LONG_DOUBLE ? __CW_KIND_LONG_DOUBLE : __CW_KIND_DOUBLE;
    case 's':
    case 'p':
    case 'n':
        return __CW_KIND_POINTER;
    default:
        return __CW_KIND_NONE;
    }
}

static long long take_signed(struct __cw_arguments *arguments, enum __cw_kind kind)
{
    switch (kind)
    {
    case __CW_KIND_LONG:
        return va_arg(arguments->list, long);
    case __CW_KIND_LONG_LONG:
        return va_arg(arguments->list, long long);
    case __CW_KIND_INTMAX:
        return va_arg(arguments->list, intmax_t);
    case __CW_KIND_SIZE:
        return va_arg(arguments->list, __cw_ssize);
    case __CW_KIND_PTRDIFF:
        return va_arg(arguments->list, ptrdiff_t);
    default:
        return va_arg(arguments->list, int);
    }
}

static unsigned long long take_unsigned(struct __cw_arguments *arguments, enum __cw_kind kind)
{
    switch (kind)
    {
    case __CW_KIND_LONG:
        return va_arg(arguments->list, unsigned long);
    case __CW_KIND_LONG_LONG:
        return va_arg(arguments->list, unsigned long long);
    case __CW_KIND_INTMAX:
        return va_arg(arguments->list, uintmax_t);
    case __CW_KIND_SIZE:
    case __CW_KIND_PTRDIFF:
        return va_arg(arguments->list, size_t);
    case __CW_KIND_WINT:
        return va_arg(arguments->list, wint_t);
    default:
        return va_arg(arguments->list, unsigned int);
    }
}

struct __cw_value __cw_take(struct __cw_arguments *arguments, enum __cw_kind kind, char conversion)
{
    struct __cw_value value = {0};
    switch (kind)
    {
    case __CW_KIND_NONE:
        break;
    case __CW_KIND_DOUBLE:
        value.real = va_arg(arguments->list, double);
        break;
    case __CW_KIND_LONG_DOUBLE:
        value.real = (double)va_arg(arguments->list, long double);
        break;
    case __CW_KIND_POINTER:
        value.pointer = va_arg(arguments->list, void *);
        break;
    default:
        if (kind != __CW_KIND_WINT && (conversion == 'd' || conversion == 'i' || conversion == 'c'))
            value.integer = take_signed(arguments, kind);
        else
            value.integer = (long long)take_unsigned(arguments, kind);
        break;
    }

    return value;
}

// Which kind of argument has this number, by the first specification that speaks of it; that one's letter goes to
// *conversion.
static enum __cw_kind numbered_kind(const char *format, int number, char *conversion)
{
    *conversion = 'd';
    for (const char *p = format; *p != '\0';)
    {
        struct __cw_spec spec;
        if (*p++ != '%')
            continue;
        p = __cw_parse_spec(p, &spec);
        if (p == NULL)
            return __CW_KIND_NONE;
        if (spec.width_argument == number || spec.precision_argument == number)
            return __CW_KIND_INT;
        if (spec.value_argument == number && spec.conversion != '%')
        {
            *conversion = spec.conversion;
            return __cw_kind_of(&spec);
        }
    }

    // Nobody speaks of it: a hole in the numbers, which C has no way to step over but as an int.
    return __CW_KIND_INT;
}

struct __cw_value __cw_take_numbered(struct __cw_arguments *arguments, int number)
{
    struct __cw_value value = {0};
    va_end(arguments->list);
    va_copy(arguments->list, arguments->start);
    for (int i = 1; i <= number; i++)
    {
        char conversion;
        enum __cw_kind kind = numbered_kind(arguments->format, i, &conversion);
        value = __cw_take(arguments, kind, conversion);
    }

    return value;
}
