// printf: random formats and values, byte for byte.
#include "random.h"
#include <errno.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <wchar.h>

extern int cw___cw_errno;
int cw_snprintf(char *to, size_t size, const char *format, ...);

static char ours[4000];
static char theirs[4000];

static void make_spec(char *to, const char *length, const char *conversions)
{
    *to++ = '%';
    for (int i = random_below(4); i > 0; i--)
        *to++ = "-+ #0"[random_below(5)];
    if (random_below(2))
        to += sprintf(to, "%d", random_below(40));
    if (random_below(2))
        to += sprintf(to, ".%.0d", random_below(10) ? random_below(24) : random_below(400));
    to += sprintf(to, "%s", length);
    *to++ = conversions[random_below((int)strlen(conversions))];
    *to = '\0';
}

static int compare(const char *format, int a, int b)
{
    if (a == b && memcmp(ours, theirs, (size_t)(a < (int)sizeof ours ? a + 1 : (int)sizeof ours)) == 0)
        return 0;
    printf("printf differs for \"%s\": %d \"%s\", glibc %d \"%s\"\n", format, a, ours, b, theirs);
    return 1;
}

#define TRY(...) compare(format, cw_snprintf(ours, sizeof ours, __VA_ARGS__), snprintf(theirs, sizeof theirs, __VA_ARGS__))

static int try_one(void)
{
    char spec[64];
    char format[80];
    const char *texts[] = {"", "a", "hello", "a longer text, with 100 %% of nothing", "\303\244\303\266"};
    const wchar_t *wides[] = {L"", L"w", L"wide text"};
    int kind = random_below(14);
    uint64_t bits = random_below(4) ? random_bits() >> random_below(64) : 0;
    const char *integers = "diuoxX";
    const char *lengths[] = {"", "hh", "h", "l", "ll", "j", "z", "t"};
    make_spec(spec, kind < 8 ? lengths[kind] : "", kind < 8 ? integers : kind < 10 ? "fFeEgGaA" : kind == 10 ? "s" : kind == 11 ? "c" : kind == 12 ? "p" : "s");
    if (kind == 13)
        strcpy(spec + strlen(spec) - 1, "ls");
    sprintf(format, "%s%s|", random_below(2) ? "x=" : "", spec);
    switch (kind)
    {
    case 0:
    case 1:
    case 2:
        return TRY(format, (int)bits);
    case 3:
        return TRY(format, (long)bits);
    case 4:
        return TRY(format, (long long)bits);
    case 5:
        return TRY(format, (intmax_t)bits);
    case 6:
        return TRY(format, (size_t)bits);
    case 7:
        return TRY(format, (ptrdiff_t)bits);
    case 8:
    case 9:
    {
        double value = random_double();
        return TRY(format, value);
    }

    case 10:
    {
        const char *text = texts[random_below(5)];
        return TRY(format, text);
    }

    case 11:
        return TRY(format, (int)bits & 127);
    case 12:
        return TRY(format, (void *)(uintptr_t)bits);
    default:
    {
        const wchar_t *text = wides[random_below(3)];
        return TRY(format, text);
    }
    }
}

static int try_fixed(void)
{
    int bad = 0;
    int n = 0;
    const char *format = "fixed";
    bad += TRY("%*d|%-*d|%.*f|%*.*e", 5, 42, -6, 7, 2, 3.14159, 12, -3, 2.5);
    bad += TRY("%2$s %1$d %3$*1$d %2$.3s %4$f", 5, "hello", 7, 1.5);
    bad += TRY("%1$d %1$x %2$c%3$ld", 255, 'z', 77L);
    bad += TRY("%s%n%d", "abc", &n, 5);
    bad += TRY("%%|%5%|%-5%|");
    errno = ENOENT;
    cw___cw_errno = ENOENT;
    bad += TRY("%m %5m");
    bad += TRY("%c%c%c", 'a', 0, 'b');
    bad += TRY("%Lf %Lg %.3Le", 1.5L, 0.1L * 3, 1e100L);
    bad += TRY("%lc|%5lc|%C|%S", (wint_t)'x', (wint_t)'y', (wint_t)'z', L"wide");
    bad += TRY("%b %#b %B %08b", 5, 5, 255, 3);
    bad += TRY("%'d %Id", 1234567, 3);
    bad += TRY("%2147483648d", 1);
    bad += TRY("%.1000f", 0.1);
    bad += TRY("%2000d|", 1);
    bad += TRY("%s", "");
    return bad;
}

int main(int argc, char **argv)
{
    long count = argc > 1 ? atol(argv[1]) : 1000000;
    int bad = try_fixed();
    for (long i = 0; i < count && bad < 20; i++)
        bad += try_one();
    printf("printf: %ld random calls, %d differences\n", count, bad);
    return bad != 0;
}
