// The loop of scanf: white space, characters that must match, conversions.
#include "scan.h"
#include <crabwalk/host.h>

struct places
{
    va_list list;
    va_list start;
};

static int is_space(int c)
{
    return c == ' ' || (unsigned)c - '\t' < 5;
}

// Leaves the first character that is no white space in the input. Whether there is one.
static int skip_space(struct __cw_source *source)
{
    int c;
    do
        c = __cw_source_get(source);
    while (c != EOF && is_space(c));
    __cw_source_unget(source, c);
    return c != EOF;
}

static void *take_place(struct places *places, const struct __cw_scan_spec *spec)
{
    if (spec->suppressed)
        return NULL;
    if (spec->argument > 0)
    {
        va_end(places->list);
        va_copy(places->list, places->start);
        for (int i = 1; i < spec->argument; i++)
            (void)va_arg(places->list, void *);
    }

    void *place = va_arg(places->list, void *);
    __crabwalk_check(place != NULL, "UB.LibraryArgument", "`scanf` was given NULL instead of the address of a variable");
    return place;
}

static void store_count(const struct __cw_scan_spec *spec, void *to, size_t count)
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
    case __CW_LENGTH_LONG_DOUBLE:
        *(long long *)to = (long long)count;
        break;
    case __CW_LENGTH_INTMAX:
        *(intmax_t *)to = (intmax_t)count;
        break;
    case __CW_LENGTH_SIZE:
    case __CW_LENGTH_PTRDIFF:
        *(size_t *)to = count;
        break;
    case __CW_LENGTH_NONE:
        *(int *)to = (int)count;
        break;
    }
}

static enum __cw_scan_result scan_value(struct __cw_source *source, const struct __cw_scan_spec *spec, void *place)
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
    case 'p':
        return __cw_scan_integer(source, spec, place);
    case 'a':
    case 'A':
    case 'e':
    case 'E':
    case 'f':
    case 'F':
    case 'g':
    case 'G':
        return __cw_scan_real(source, spec, place);
    case 's':
    case 'c':
    case '[':
        return __cw_scan_text(source, spec, place);
    default:
        // C17 7.21.6.2p13: an invalid conversion specification is undefined behaviour.
        __crabwalk_check(0, "UB.FormatMismatch", "the format has a conversion that `scanf` does not know");
        return __CW_SCAN_MISMATCH;
    }
}

static enum __cw_scan_result match(struct __cw_source *source, int wanted)
{
    int c = __cw_source_get(source);
    if (c == wanted)
        return __CW_SCAN_STORED;
    __cw_source_unget(source, c);
    return c == EOF ? __CW_SCAN_END : __CW_SCAN_MISMATCH;
}

// Handles one specification, of which the percent sign is read, and moves *format to its end.
static enum __cw_scan_result scan_next(struct __cw_source *source, const char **format, struct places *places, int *stored)
{
    struct __cw_scan_spec spec;
    *format = __cw_parse_scan_spec(*format, &spec);
    if (spec.conversion == 'n')
    {
        void *place = take_place(places, &spec);
        if (place != NULL)
            store_count(&spec, place, source->taken);
        return __CW_SCAN_STORED;
    }

    if (spec.conversion != 'c' && spec.conversion != '[' && !skip_space(source))
        return __CW_SCAN_END;
    if (spec.conversion == '%')
        return match(source, '%');
    enum __cw_scan_result result = scan_value(source, &spec, take_place(places, &spec));
    if (result == __CW_SCAN_STORED && !spec.suppressed)
        ++*stored;
    return result;
}

static int scan_all(struct __cw_source *source, const char *format, struct places *places)
{
    int stored = 0;
    enum __cw_scan_result result = __CW_SCAN_STORED;
    while (*format != '\0' && result == __CW_SCAN_STORED)
    {
        char directive = *format++;
        if (is_space(directive))
            skip_space(source);
        else if (directive == '%')
            result = scan_next(source, &format, places, &stored);
        else
            result = match(source, (unsigned char)directive);
    }

    return result == __CW_SCAN_END && stored == 0 ? EOF : stored;
}

int __cw_scan(struct __cw_source *source, const char *format, va_list arguments)
{
    struct places places;
    __crabwalk_check(format != NULL, "UB.LibraryArgument", "`scanf` was given NULL instead of a format");
    va_copy(places.list, arguments);
    va_copy(places.start, arguments);
    int result = scan_all(source, format, &places);
    va_end(places.list);
    va_end(places.start);
    return result;
}
