// Stirling's series for large arguments; a smaller one is first raised by gamma(x) = gamma(x + n) / (x (x+1) ...).
#include "gamma_kernel.h"
#include <crabwalk/host.h>
#include <math.h>

enum
{
    TERMS = 16,
    // From here on the series gives 100 bits.
    LARGE = 26
};

static const struct __cw_dd stirling[16] = {
    {0x1.5555555555555p-4, 0x1.5555555555555p-58},
    {-0x1.6c16c16c16c17p-9, 0x1.f49f49f49f49fp-64},
    {0x1.a01a01a01a01ap-11, 0x1.a01a01a01a01ap-71},
    {-0x1.3813813813814p-11, 0x1.fb1fb1fb1fb20p-65},
    {0x1.b951e2b18ff23p-11, 0x1.5c3a9ce01b952p-65},
    {-0x1.f6ab0d9993c7dp-10, 0x1.f82553c999b0ep-64},
    {0x1.a41a41a41a41ap-8, 0x1.0690690690690p-62},
    {-0x1.e4286cb0f5398p-6, 0x1.1efcdab896745p-61},
    {0x1.6fe96381e0680p-3, -0x1.79e2405a71f88p-61},
    {-0x1.6476701181f3ap+0, 0x1.24246319da678p-56},
    {0x1.ace44322ce006p+3, -0x1.62c2b1bbcdd32p-51},
    {-0x1.39b2525cccc1bp+7, 0x1.52604768a30fcp-47},
    {0x1.12234e81b4e82p+11, -0x1.2c5f92c5f92c6p-43},
    {-0x1.1a198ae1c4ab8p+15, 0x1.4c012227b696ep-41},
    {0x1.51a2089a6e11ap+19, 0x1.c219ee4fdc447p-36},
    {-0x1.d1089b142d357p+23, -0x1.e2030b4d5de20p-31},
};
static const struct __cw_dd half_log_two_pi = {0x1.d67f1c864beb5p-1, -0x1.65b5a1b7ff5dfp-55};
static const struct __cw_dd pi = {0x1.921fb54442d18p+1, 0x1.1a62633145c07p-53};

// (x - 1/2) log x - x + log(2 pi)/2 + 1/(12 x) - ...
static struct __cw_dd series(struct __cw_dd x)
{
    struct __cw_dd inverse = __cw_dd_divide(__cw_dd_of(1), x);
    struct __cw_dd square = __cw_dd_multiply(inverse, inverse);
    struct __cw_dd sum = stirling[TERMS - 1];
    for (int i = TERMS - 2; i >= 0; i--)
        sum = __cw_dd_add(__cw_dd_multiply(sum, square), stirling[i]);
    sum = __cw_dd_add(__cw_dd_multiply(sum, inverse), half_log_two_pi);
    struct __cw_dd main = __cw_dd_multiply(__cw_dd_add_double(x, -0.5), __cw_log(x));
    return __cw_dd_add(sum, __cw_dd_add(main, __cw_dd_negate(x)));
}

struct __cw_dd __cw_log_gamma(double x)
{
    struct __cw_dd raised = __cw_dd_of(x);
    struct __cw_dd product = __cw_dd_of(1);
    while (raised.high < LARGE)
    {
        product = __cw_dd_multiply(product, raised);
        raised = __cw_dd_add_double(raised, 1);
    }

    struct __cw_dd result = series(raised);
    return product.high == 1 ? result : __cw_dd_add(result, __cw_dd_negate(__cw_log(product)));
}

struct __cw_dd __cw_sine_of_pi(double x)
{
    struct __cw_dd sine;
    struct __cw_dd cosine;
    double rest = fmod(x, 2);
    double quarter = __builtin_rint(rest * 2);
    __cw_sine_and_cosine(__cw_dd_multiply_double(pi, rest - quarter / 2), &sine, &cosine);
    int quadrant = (int)quarter & 3;
    struct __cw_dd result = quadrant & 1 ? cosine : sine;
    return quadrant & 2 ? __cw_dd_negate(result) : result;
}
