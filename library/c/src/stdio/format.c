// The loop of printf: text between specifications, and each conversion.
#include "format.h"
#include <crabwalk/host.h>
#include <errno.h>
#include <limits.h>
#include <string.h>
#include <wchar.h>

static int take_number(struct __cw_arguments *arguments, int argument)
{
    if (argument > 0)
        return (int)__cw_take_numbered(arguments, argument).integer;
    return (int)__cw_take(arguments, __CW_KIND_INT, 'd').integer;
}

// Widths and precisions that are arguments. A negative width is the flag - and its magnitude.
static int complete(struct __cw_spec *spec, struct __cw_arguments *arguments)
{
    if (spec->width_argument != __CW_NO_ARGUMENT)
        spec->width = take_number(arguments, spec->width_argument);
    if (spec->width == INT_MIN)
        return 0;
    if (spec->width < 0)
    {
        spec->width = -spec->width;
        spec->flags |= __CW_FLAG_LEFT;
    }

    if (spec->precision_argument != __CW_NO_ARGUMENT)
        spec->precision = take_number(arguments, spec->precision_argument);
    return 1;
}

static void store_count(const struct __cw_spec *spec, void *to, size_t count)
{
    switch (spec->length)
    {
    case __CW_LENGTH_CHAR:
        *(signed char *)to = (signed char)count;
        break;
    case __CW_LENGTH_SHORT:
        *(short *)to = (short)count;
        break;
    case __CW_LENGTH_LONG:
        *(long *)to = (long)count;
        break;
    case __CW_LENGTH_LONG_LONG:
        *(long long *)to = (long long)count;
        break;
    case __CW_LENGTH_INTMAX:
        *(intmax_t *)to = (intmax_t)count;
        break;
    case __CW_LENGTH_SIZE:
        *(size_t *)to = count;
        break;
    case __CW_LENGTH_PTRDIFF:
        *(ptrdiff_t *)to = (ptrdiff_t)count;
        break;
    default:
        *(int *)to = (int)count;
        break;
    }
}

static void convert_pointer(struct __cw_sink *sink, const struct __cw_spec *spec, void *pointer)
{
    if (spec->conversion == 'p')
        __cw_format_pointer(sink, spec, pointer);
    else if (spec->conversion == 'n')
        store_count(spec, pointer, sink->total);
    else if (spec->length == __CW_LENGTH_LONG)
        __cw_format_wide_text(sink, spec, pointer);
    else
        __cw_format_text(sink, spec, pointer);
}

static void convert(struct __cw_sink *sink, const struct __cw_spec *spec, enum __cw_kind kind, const struct __cw_value *value)
{
    switch (kind)
    {
    case __CW_KIND_NONE:
        break;
    case __CW_KIND_DOUBLE:
    case __CW_KIND_LONG_DOUBLE:
        __cw_format_real(sink, spec, value->real);
        break;
    case __CW_KIND_POINTER:
        convert_pointer(sink, spec, value->pointer);
        break;
    case __CW_KIND_WINT:
        __cw_format_wide_character(sink, spec, (unsigned int)value->integer);
        break;
    default:
        if (spec->conversion == 'c')
            __cw_format_character(sink, spec, (int)value->integer);
        else
            __cw_format_integer(sink, spec, value->integer);
        break;
    }
}

// What Linux does with a letter that means nothing: the specification is shown as it stands.
static void show_unknown(struct __cw_sink *sink, const char *start, const char *end)
{
    // C17 7.21.6.1p9: an invalid conversion specification is undefined behaviour.
    __crabwalk_check(0, "UB.FormatMismatch", "the format has a conversion that `printf` does not know");
    __cw_sink_put(sink, "%", 1);
    __cw_sink_put(sink, start, (size_t)(end - start));
}

// C17 7.21.6.1p6: the flag # has a meaning for o, x and the floating conversions (and for GNU's b) only.
static void check_flags(const struct __cw_spec *spec)
{
    if (spec->flags & __CW_FLAG_ALTERNATE)
        __crabwalk_check(strchr("oxXbBaAeEfFgG", spec->conversion) != NULL, "UB.FormatMismatch",
            "the flag `#` means nothing for this conversion of the format");
}

// Handles one specification, of which the percent sign is read. Returns its end, or NULL to stop.
static const char *convert_next(struct __cw_sink *sink, const char *text, struct __cw_arguments *arguments)
{
    struct __cw_spec spec;
    const char *end = __cw_parse_spec(text, &spec);
    if (end == NULL || !complete(&spec, arguments))
    {
        errno = EOVERFLOW;
        return NULL;
    }

    if (spec.conversion == '%')
    {
        __cw_sink_put(sink, "%", 1);
        return end;
    }

    if (spec.conversion == 'm')
    {
        __cw_format_text(sink, &spec, strerror(errno));
        return end;
    }

    enum __cw_kind kind = __cw_kind_of(&spec);
    if (kind == __CW_KIND_NONE)
    {
        show_unknown(sink, text, end);
        return spec.conversion == '\0' ? NULL : end;
    }

    check_flags(&spec);
    struct __cw_value value = spec.value_argument > 0 ? __cw_take_numbered(arguments, spec.value_argument)
                                                      : __cw_take(arguments, kind, spec.conversion);
    convert(sink, &spec, kind, &value);
    return end;
}

// The short way for a plain %d.
static void put_int(struct __cw_sink *sink, int value)
{
    char digits[12];
    char *first = digits + sizeof digits;
    unsigned int rest = value < 0 ? 0u - (unsigned int)value : (unsigned int)value;
    do
    {
        *--first = (char)('0' + rest % 10);
        rest /= 10;
    } while (rest != 0);
    if (value < 0)
        *--first = '-';
    __cw_sink_put(sink, first, (size_t)(digits + sizeof digits - first));
}

static int format_all(struct __cw_sink *sink, struct __cw_arguments *arguments)
{
    const char *text = arguments->format;
    const char *end = text + __builtin_strlen(text);
    while (text != end)
    {
        const char *percent = __builtin_memchr(text, '%', (size_t)(end - text));
        const char *stop = percent != NULL ? percent : end;
        if (stop != text)
            __cw_sink_put(sink, text, (size_t)(stop - text));
        if (percent == NULL)
            return 1;
        text = percent + 1;
        if (*text == 'd')
        {
            put_int(sink, va_arg(arguments->list, int));
            text++;
            continue;
        }

        text = convert_next(sink, text, arguments);
        if (text == NULL)
            return 0;
    }

    return 1;
}

int __cw_format(struct __cw_sink *sink, const char *format, va_list list)
{
    struct __cw_arguments arguments;
    __crabwalk_check(format != NULL, "UB.LibraryArgument", "`printf` was given NULL instead of a format");
    arguments.format = format;
    va_copy(arguments.list, list);
    va_copy(arguments.start, list);
    int complete = format_all(sink, &arguments);
    va_end(arguments.list);
    va_end(arguments.start);
    if (!complete || sink->failed)
        return -1;
    if (sink->total <= INT_MAX)
        return (int)sink->total;
    errno = EOVERFLOW;
    return -1;
}
