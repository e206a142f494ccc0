// wcstol, wcstod and their relatives: numbers in wide strings.
#include "../numeric/integer.h"
#include "../numeric/real.h"
#include <errno.h>
#include <inttypes.h>
#include <limits.h>
#include <wchar.h>

static const wchar_t *skip_space(const wchar_t *text)
{
    while (*text == L' ' || (unsigned)*text - '\t' < 5)
        text++;
    return text;
}

// A character beyond ASCII is none of a number's.
static int plain(wchar_t c)
{
    return c > 0 && c < 128 ? c : 0;
}

static void read_integer(struct __cw_integer *number, const wchar_t *text, wchar_t **end, int base)
{
    const wchar_t *start = skip_space(text);
    __cw_integer_begin(number, base < 0 || base == 1 || base > 36 ? 10 : base);
    if (number->base != base)
        errno = EINVAL;
    else
        for (const wchar_t *p = start; __cw_integer_accept(number, plain(*p));)
            p++;
    if (end != NULL)
        *end = (wchar_t *)(number->valid == 0 ? text : start + number->valid);
}

long wcstol(const wchar_t *restrict text, wchar_t **restrict end, int base)
{
    struct __cw_integer number;
    read_integer(&number, text, end, base);
    return (long)__cw_integer_signed(&number, LONG_MAX);
}

long long wcstoll(const wchar_t *restrict text, wchar_t **restrict end, int base)
{
    struct __cw_integer number;
    read_integer(&number, text, end, base);
    return __cw_integer_signed(&number, LLONG_MAX);
}

unsigned long wcstoul(const wchar_t *restrict text, wchar_t **restrict end, int base)
{
    struct __cw_integer number;
    read_integer(&number, text, end, base);
    return (unsigned long)__cw_integer_unsigned(&number, ULONG_MAX);
}

unsigned long long wcstoull(const wchar_t *restrict text, wchar_t **restrict end, int base)
{
    struct __cw_integer number;
    read_integer(&number, text, end, base);
    return __cw_integer_unsigned(&number, ULLONG_MAX);
}

intmax_t wcstoimax(const wchar_t *restrict text, wchar_t **restrict end, int base)
{
    return wcstoll(text, end, base);
}

uintmax_t wcstoumax(const wchar_t *restrict text, wchar_t **restrict end, int base)
{
    return wcstoull(text, end, base);
}

static void read_real(struct __cw_real *number, const wchar_t *text, wchar_t **end)
{
    const wchar_t *start = skip_space(text);
    __cw_real_begin(number);
    for (const wchar_t *p = start; __cw_real_accept(number, plain(*p));)
        p++;
    if (end != NULL)
        *end = (wchar_t *)(number->valid == 0 ? text : start + number->valid);
}

double wcstod(const wchar_t *restrict text, wchar_t **restrict end)
{
    struct __cw_real number;
    read_real(&number, text, end);
    return number.valid == 0 ? 0 : __cw_real_double(&number);
}

float wcstof(const wchar_t *restrict text, wchar_t **restrict end)
{
    struct __cw_real number;
    read_real(&number, text, end);
    return number.valid == 0 ? 0 : (float)__cw_real_float(&number);
}

long double wcstold(const wchar_t *restrict text, wchar_t **restrict end)
{
    return wcstod(text, end);
}
