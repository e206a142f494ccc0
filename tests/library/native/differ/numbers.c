// strtod, strtof, strtol and their relatives: random texts, value, end and errno.
#include "random.h"
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

extern int cw___cw_errno;
double cw_strtod(const char *text, char **end);
float cw_strtof(const char *text, char **end);
long cw_strtol(const char *text, char **end, int base);
unsigned long cw_strtoul(const char *text, char **end, int base);
long long cw_strtoll(const char *text, char **end, int base);
unsigned long long cw_strtoull(const char *text, char **end, int base);

static int bad;

static void check_reals(const char *text)
{
    char *a;
    char *b;
    cw___cw_errno = errno = 0;
    double x = cw_strtod(text, &a);
    double y = strtod(text, &b);
    if (memcmp(&x, &y, sizeof x) != 0 || a != b || cw___cw_errno != errno)
        bad++, printf("strtod(\"%s\"): %a end %td errno %d, glibc %a %td %d\n", text, x, a - text, cw___cw_errno, y, b - text, errno);
    cw___cw_errno = errno = 0;
    float f = cw_strtof(text, &a);
    float g = strtof(text, &b);
    if (memcmp(&f, &g, sizeof f) != 0 || a != b || cw___cw_errno != errno)
        bad++, printf("strtof(\"%s\"): %a end %td errno %d, glibc %a %td %d\n", text, f, a - text, cw___cw_errno, g, b - text, errno);
}

static void check_integers(const char *text, int base)
{
    char *a;
    char *b;
#define ONE(f)                                                                                                        \
    do                                                                                                                \
    {                                                                                                                 \
        cw___cw_errno = errno = 0;                                                                                    \
        long x = (long)cw_##f(text, &a, base);                                                                        \
        long y = (long)f(text, &b, base);                                                                             \
        if (x != y || a != b || cw___cw_errno != errno)                                                               \
            bad++, printf(#f "(\"%s\", %d): %ld end %td errno %d, glibc %ld %td %d\n", text, base, x, a - text, cw___cw_errno, y, b - text, errno); \
    } while (0)
    ONE(strtol);
    ONE(strtoul);
    ONE(strtoll);
    ONE(strtoull);
}

static void noise(char *to, const char *alphabet)
{
    int n = random_below(12);
    for (int i = 0; i < n; i++)
        to[i] = alphabet[random_below((int)strlen(alphabet))];
    to[n] = 0;
}

// A decimal number half way between two doubles or floats, perhaps with one more digit.
static void middle(char *to)
{
    uint64_t bits = random_bits() & 0x7fefffffffffffff;
    double low = from_bits(bits);
    if (random_below(2))
    {
        float narrow = (float)(random_below(2) ? low : random_double());
        long double next = narrow + (long double)(narrow == 0 ? 0x1p-149 : 0);
        uint32_t word;
        memcpy(&word, &narrow, 4);
        if ((word & 0x7fffffff) >= 0x7f7fffff)
            word = 0x3f800000;
        uint32_t up = word + 1;
        float a;
        float b;
        memcpy(&a, &word, 4);
        memcpy(&b, &up, 4);
        (void)next;
        sprintf(to, "%.200Lg", ((long double)a + b) / 2);
        return;
    }

    long double a = low;
    long double b = from_bits(bits + 1);
    sprintf(to, "%.800Lg", (a + b) / 2);
}

int main(int argc, char **argv)
{
    long count = argc > 1 ? atol(argv[1]) : 300000;
    static char text[2000];
    for (long i = 0; i < count && bad < 20; i++)
    {
        switch (random_below(8))
        {
        case 0:
            noise(text, "0123456789.eE+- xXpPaAbBnifty()_");
            break;
        case 1:
            sprintf(text, "%.*g", 1 + random_below(25), random_double());
            break;
        case 2:
            sprintf(text, "%s%d%d%d.%d%de%d", random_below(2) ? " \t-" : "", (int)random_bits() & 0xfffff, random_below(1000000), random_below(10000), random_below(1000000), random_below(1000000), random_below(700) - 350);
            break;
        case 3:
            middle(text);
            if (random_below(3) == 0 && strchr(text, 'e') == NULL && strchr(text, '.') != NULL)
                strcat(text, "0000000000000000000000000001");
            break;
        case 4:
            sprintf(text, "%a", random_double());
            break;
        case 5:
            sprintf(text, "0x%lx%s%lx%lxp%d", (unsigned long)random_bits() >> random_below(60), random_below(2) ? "." : "", (unsigned long)random_bits() >> random_below(60), (unsigned long)random_bits(), random_below(2400) - 1200);
            break;
        case 6:
            strcpy(text, (const char *[]){"inf", "INFINITY", "infinit", "nan", "nan(abc_1)", "nan(", "-inf", "+nan()", "1e", "1e+", "1e5x", ".5", "5.", ".", "-.e1", "0x", "0x.p1", "0x.8", "0x1p", "1e999999999999", "1e-99999999999", "0e99999999999999", "2.4703282292062328e-324", "2.4703282292062327e-324"}[random_below(24)]);
            break;
        default:
            sprintf(text, "%de%d", random_below(100000), random_below(660) - 340);
            break;
        }

        check_reals(text);
        noise(text, random_below(2) ? "0123456789" : "0123456789+- xXabcdefzZ");
        if (random_below(3) == 0)
            sprintf(text, "%s%lu%s", random_below(2) ? "-" : "", (unsigned long)random_bits() >> random_below(8), random_below(4) ? "" : "9");
        int base = random_below(3) ? (int[]){0, 10, 16, 8, 2, 36}[random_below(6)] : 2 + random_below(35);
        check_integers(text, base);
    }

    printf("strtod and strtol: %ld texts, %d differences\n", count, bad);
    return bad != 0;
}
