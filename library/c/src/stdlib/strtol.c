// strtol, strtoll, strtoul, strtoull and their intmax_t forms.
#include "../numeric/integer_text.h"
#include <inttypes.h>
#include <limits.h>
#include <stdlib.h>

long strtol(const char *restrict text, char **restrict end, int base)
{
    struct __cw_integer number;
    __cw_integer_from_text(&number, text, end, base);
    return (long)__cw_integer_signed(&number, LONG_MAX);
}

long long strtoll(const char *restrict text, char **restrict end, int base)
{
    struct __cw_integer number;
    __cw_integer_from_text(&number, text, end, base);
    return __cw_integer_signed(&number, LLONG_MAX);
}

unsigned long strtoul(const char *restrict text, char **restrict end, int base)
{
    struct __cw_integer number;
    __cw_integer_from_text(&number, text, end, base);
    return (unsigned long)__cw_integer_unsigned(&number, ULONG_MAX);
}

unsigned long long strtoull(const char *restrict text, char **restrict end, int base)
{
    struct __cw_integer number;
    __cw_integer_from_text(&number, text, end, base);
    return __cw_integer_unsigned(&number, ULLONG_MAX);
}

intmax_t strtoimax(const char *restrict text, char **restrict end, int base)
{
    return strtoll(text, end, base);
}

uintmax_t strtoumax(const char *restrict text, char **restrict end, int base)
{
    return strtoull(text, end, base);
}
