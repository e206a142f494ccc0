// The conversions d i u o x X p and a e f g of scanf. Each character goes to the reader of numbers as long as that
// accepts it; the first one that it does not stays in the input.
#include "scan.h"
#include "../numeric/integer.h"
#include "../numeric/real.h"
#include <limits.h>

static int base_of(char conversion)
{
    switch (conversion)
    {
    case 'd':
    case 'u':
        return 10;
    case 'o':
        return 8;
    case 'i':
        return 0;
    case 'b':
        return 2;
    default:
        return 16;
    }
}

static void store(const struct __cw_scan_spec *spec, const struct __cw_integer *number, void *to)
{
    int is_signed = spec->conversion == 'd' || spec->conversion == 'i';
    int is_long_long = spec->length == __CW_LENGTH_LONG_LONG || spec->length == __CW_LENGTH_LONG_DOUBLE
        || spec->length == __CW_LENGTH_INTMAX;

    // Linux reads every shorter type as a long and cuts it.
    long long value = is_signed ? __cw_integer_signed(number, is_long_long ? LLONG_MAX : LONG_MAX)
                                : (long long)__cw_integer_unsigned(number, is_long_long ? ULLONG_MAX : ULONG_MAX);
    switch (spec->length)
    {
    case __CW_LENGTH_CHAR:
        *(unsigned char *)to = (unsigned char)value;
        break;
    case __CW_LENGTH_SHORT:
        *(unsigned short *)to = (unsigned short)value;
        break;
    case __CW_LENGTH_LONG:
        *(unsigned long *)to = (unsigned long)value;
        break;
    case __CW_LENGTH_LONG_LONG:
    case __CW_LENGTH_LONG_DOUBLE:
        *(unsigned long long *)to = (unsigned long long)value;
        break;
    case __CW_LENGTH_INTMAX:
        *(uintmax_t *)to = (uintmax_t)value;
        break;
    case __CW_LENGTH_SIZE:
    case __CW_LENGTH_PTRDIFF:
        *(size_t *)to = (size_t)value;
        break;
    case __CW_LENGTH_NONE:
        *(unsigned int *)to = (unsigned int)value;
        break;
    }
}

// Linux's text for a null pointer.
static enum __cw_scan_result scan_nil(struct __cw_source *source, int width, void *to)
{
    const char *nil = "(nil)";
    if (width >= 0 && width < 5)
        return __CW_SCAN_MISMATCH;
    for (int i = 0; i < 5; i++)
    {
        int c = __cw_source_get(source);
        if (c == EOF || (i > 0 && i < 4 ? c | 32 : c) != nil[i])
        {
            __cw_source_unget(source, c);
            return __CW_SCAN_MISMATCH;
        }
    }

    if (to != NULL)
        *(void **)to = NULL;
    return __CW_SCAN_STORED;
}

enum __cw_scan_result __cw_scan_integer(struct __cw_source *source, const struct __cw_scan_spec *spec, void *to)
{
    struct __cw_integer number;
    __cw_integer_begin(&number, base_of(spec->conversion));
    int left = spec->width;
    int c = __cw_source_get(source);
    if (c == EOF)
        return __CW_SCAN_END;
    if (c == '(' && spec->conversion == 'p')
    {
        __cw_source_unget(source, c);
        return scan_nil(source, spec->width, to);
    }

    while (c != EOF && __cw_integer_accept(&number, c))
    {
        if (--left == 0)
            break;
        c = __cw_source_get(source);
    }

    if (left != 0)
        __cw_source_unget(source, c);
    if (number.valid == 0)
        return __CW_SCAN_MISMATCH;
    if (to == NULL)
        return __CW_SCAN_STORED;
    if (spec->conversion == 'p')
        *(void **)to = (void *)(uintptr_t)__cw_integer_unsigned(&number, ULONG_MAX);
    else
        store(spec, &number, to);
    return __CW_SCAN_STORED;
}

enum __cw_scan_result __cw_scan_real(struct __cw_source *source, const struct __cw_scan_spec *spec, void *to)
{
    struct __cw_real number;
    __cw_real_begin(&number);
    int left = spec->width;
    int c = __cw_source_get(source);
    if (c == EOF)
        return __CW_SCAN_END;
    // The tag of a nan belongs to strtod only.
    while (c != EOF && c != '(' && __cw_real_accept(&number, c))
    {
        if (--left == 0)
            break;
        c = __cw_source_get(source);
    }

    if (left != 0)
        __cw_source_unget(source, c);

    // What was read must be a number as a whole (C17 7.21.6.2p10), but as on Linux "1e" passes as 1.
    if (number.valid == 0 || (number.valid != number.taken && !__cw_real_lacks_exponent(&number)))
        return __CW_SCAN_MISMATCH;
    if (to == NULL)
        return __CW_SCAN_STORED;
    if (spec->length == __CW_LENGTH_LONG)
        *(double *)to = __cw_real_double(&number);
    else if (spec->length == __CW_LENGTH_LONG_DOUBLE || spec->length == __CW_LENGTH_LONG_LONG)
        *(long double *)to = __cw_real_double(&number);
    else
        *(float *)to = (float)__cw_real_float(&number);
    return __CW_SCAN_STORED;
}
