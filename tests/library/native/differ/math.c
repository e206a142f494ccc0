// <math.h>: how often the results equal glibc's, and by how many units in the last place they differ at most. Results
// of special values, and errno, must be the same. Where glibc itself is not correctly rounded, no agreement is asked.
#define _GNU_SOURCE
#include "random.h"
#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

extern int cw___cw_errno;

#define ONE(F) F(exp) F(exp2) F(exp10) F(expm1) F(log) F(log2) F(log10) F(log1p) F(sin) F(cos) F(tan) F(asin) F(acos) F(atan) \
    F(sinh) F(cosh) F(tanh) F(asinh) F(acosh) F(atanh) F(sqrt) F(cbrt) F(erf) F(erfc) F(lgamma) F(tgamma) F(floor) F(ceil) \
    F(trunc) F(rint) F(nearbyint) F(round) F(fabs) F(logb)
#define TWO(F) F(pow) F(atan2) F(fmod) F(remainder) F(hypot) F(fmax) F(fmin) F(fdim) F(nextafter) F(copysign)
#define DECLARE1(f) double cw_##f(double);
#define DECLARE2(f) double cw_##f(double, double);
ONE(DECLARE1)
TWO(DECLARE2)
double cw_ldexp(double, int);
double cw_frexp(double, int *);
double cw_modf(double, double *);
double cw_remquo(double, double, int *);
long cw_lrint(double);
long cw_lround(double);
int cw_ilogb(double);
float cw_sinf(float);
float cw_powf(float, float);
float cw_expf(float);
float cw_logf(float);
float cw_sqrtf(float);

struct one { const char *name; double (*ours)(double); double (*theirs)(double); };
struct two { const char *name; double (*ours)(double, double); double (*theirs)(double, double); };
#define ROW(f) {#f, cw_##f, f},
static const struct one ones[] = {ONE(ROW)};
static const struct two twos[] = {TWO(ROW)};

static const double specials[] = {0.0, -0.0, 1.0, -1.0, 0.5, -0.5, 2.0, -2.0, 3.0, -3.0, 10.0, 100.0, 1e300, -1e300, 1e-300, -1e-300, 5e-324, -5e-324,
    2.2250738585072014e-308, 1.7976931348623157e308, -1.7976931348623157e308, 1.0 / 0.0, -1.0 / 0.0, 0.0 / 0.0, 709.0, 710.0, -745.0, -746.0, 1024.0, -1075.0,
    -1076.0, 27.0, 171.0, 172.0, -1.5, 1.5, 2.5, 0.1, 1e22, 4503599627370497.5, 9007199254740993.0, 0.49999999999999994, -0.25, 4.0, 8.0, 1000.0, 1e15, 64.0, -7.0, 308.0, 20.0};

static int64_t order(double value)
{
    int64_t bits;
    memcpy(&bits, &value, 8);
    return bits < 0 ? INT64_MIN - bits : bits;
}

static double distance(double a, double b)
{
    if (a != a || b != b)
        return a != a && b != b ? 0 : 1e30;
    int64_t x = order(a);
    int64_t y = order(b);
    return (double)(x > y ? (uint64_t)x - (uint64_t)y : (uint64_t)y - (uint64_t)x);
}

static double usual(int kind)
{
    switch (kind)
    {
    case 0:
        return (double)(int64_t)random_bits() * 0x1p-63;
    case 1:
        return (double)(int64_t)random_bits() * 0x1p-63 * 20;
    case 2:
        return (double)(int64_t)random_bits() * 0x1p-63 * 700;
    case 3:
        return (double)(random_below(20001) - 10000) / 100;
    default:
    {
        // Every NaN is made a quiet one.
        double any = from_bits(random_bits());
        return any == any ? any : 0.0 / 0.0;
    }
    }
}

static int bad;

static void special(const char *name, double x, double y, double ours, double theirs, int our_error, int their_error)
{
    int rounding = distance(ours, theirs) <= 3 && ours == ours;
    uint64_t a;
    uint64_t b;
    memcpy(&a, &ours, 8);
    memcpy(&b, &theirs, 8);
    if ((a != b && !rounding) || our_error != their_error)
        bad++ < 30 && printf("  special %s(%g, %g): %g errno %d, glibc %g %d\n", name, x, y, ours, our_error, theirs, their_error);
}

static void try_specials(void)
{
    size_t n = sizeof specials / sizeof *specials;
    for (size_t f = 0; f < sizeof ones / sizeof *ones; f++)
        for (size_t i = 0; i < n; i++)
        {
            errno = cw___cw_errno = 0;
            double ours = ones[f].ours(specials[i]);
            double theirs = ones[f].theirs(specials[i]);
            special(ones[f].name, specials[i], 0, ours, theirs, cw___cw_errno, errno);
        }
    for (size_t f = 0; f < sizeof twos / sizeof *twos; f++)
        for (size_t i = 0; i < n; i++)
            for (size_t j = 0; j < n; j++)
            {
                errno = cw___cw_errno = 0;
                double ours = twos[f].ours(specials[i], specials[j]);
                double theirs = twos[f].theirs(specials[i], specials[j]);
                special(twos[f].name, specials[i], specials[j], ours, theirs, cw___cw_errno, errno);
            }
}

static void try_exact(long count)
{
    for (long i = 0; i < count; i++)
    {
        double x = random_double();
        double y = random_double();
        int a = 0;
        int b = 0;
        double p = 0;
        double q = 0;
        int shift = random_below(300) - 150;
        if (distance(cw_ldexp(x, shift), ldexp(x, shift)) != 0)
            bad++, printf("  ldexp(%a, %d)\n", x, shift);
        if (distance(cw_frexp(x, &a), frexp(x, &b)) != 0 || (a != b && isfinite(x)))
            bad++, printf("  frexp(%a)\n", x);
        if (distance(cw_modf(x, &p), modf(x, &q)) != 0 || distance(p, q) != 0)
            bad++, printf("  modf(%a)\n", x);
        a = b = 0;
        if (distance(cw_remquo(x, y, &a), remquo(x, y, &b)) != 0 || (a != b && isfinite(x) && y != 0 && !isnan(y)))
            bad++, printf("  remquo(%a, %a): %d, glibc %d\n", x, y, a, b);
        if (cw_lrint(x) != lrint(x) || cw_lround(x) != lround(x) || cw_ilogb(x) != ilogb(x))
            bad++, printf("  lrint, lround or ilogb(%a)\n", x);
        if (bad > 30)
            return;
    }
}

static void try_floats(long count)
{
    long different[5] = {0};
    for (long i = 0; i < count; i++)
    {
        float x = (float)usual(random_below(4));
        float y = (float)usual(random_below(2));
        different[0] += distance(cw_sinf(x), sinf(x)) != 0;
        different[1] += distance(cw_powf(fabsf(x), y), powf(fabsf(x), y)) != 0;
        different[2] += distance(cw_expf(x), expf(x)) != 0;
        different[3] += distance(cw_logf(fabsf(x)), logf(fabsf(x))) != 0;
        different[4] += distance(cw_sqrtf(x), sqrtf(x)) != 0;
    }

    printf("floats that differ, of %ld: sinf %ld powf %ld expf %ld logf %ld sqrtf %ld\n", count, different[0], different[1], different[2], different[3], different[4]);
}

int main(int argc, char **argv)
{
    long count = argc > 1 ? atol(argv[1]) : 20000;
    try_specials();
    try_exact(count);
    printf("%-10s %12s %10s\n", "function", "equal", "worst ulp");
    for (size_t f = 0; f < sizeof ones / sizeof *ones; f++)
    {
        long equal = 0;
        double worst = 0;
        double at = 0;
        for (long i = 0; i < count; i++)
        {
            double x = usual(random_below(5));
            double d = distance(ones[f].ours(x), ones[f].theirs(x));
            equal += d == 0;
            if (d > worst)
                worst = d, at = x;
        }

        printf("%-10s %11.4f%% %10.0f  at %a\n", ones[f].name, 100.0 * (double)equal / (double)count, worst, at);
    }

    for (size_t f = 0; f < sizeof twos / sizeof *twos; f++)
    {
        long equal = 0;
        double worst = 0;
        double at = 0;
        double by = 0;
        for (long i = 0; i < count; i++)
        {
            double x = usual(random_below(5));
            double y = usual(random_below(5));
            if (twos[f].theirs == pow && random_below(2))
                x = fabs(x);
            double d = distance(twos[f].ours(x, y), twos[f].theirs(x, y));
            equal += d == 0;
            if (d > worst)
                worst = d, at = x, by = y;
        }

        printf("%-10s %11.4f%% %10.0f  at %a, %a\n", twos[f].name, 100.0 * (double)equal / (double)count, worst, at, by);
    }

    try_floats(count);
    printf("math: %d wrong special or exact results\n", bad);
    return bad != 0;
}
