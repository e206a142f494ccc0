// e^x: x = power * log 2 + i/16 + t, then e^t by its series and e^(i/16) from a table.
#include "kernels.h"
#include <crabwalk/host.h>

enum
{
    MIDDLE = 6
};

static const struct __cw_dd exponentials[13] = {
    {0x1.5fe4615e98e8fp-1, -0x1.5613923fd9eeep-55},
    {0x1.769652df22f7ep-1, 0x1.3445f7544e0efp-57},
    {0x1.8ebef9eac820bp-1, -0x1.797d4686c5393p-57},
    {0x1.a876812c0877cp-1, -0x1.fd36226fadd44p-56},
    {0x1.c3d6a24ed8222p-1, -0x1.e1e0a76cb0685p-55},
    {0x1.e0fabfbc702a4p-1, -0x1.8d0e700fcfb65p-56},
    {0x1.0000000000000p+0, 0.0},
    {0x1.1082b577d34edp+0, 0x1.f56c680678897p-54},
    {0x1.2216045b6f5cdp+0, -0x1.8c4a5df1ec7e5p-58},
    {0x1.34cb8170b5835p+0, 0x1.6a7062465be33p-55},
    {0x1.48b5e3c3e8186p+0, 0x1.9d9ef0eda6eabp-54},
    {0x1.5de9176045ff5p+0, 0x1.da89923298baap-55},
    {0x1.747a513dbef6ap+0, 0x1.88d1e2d966c25p-54},
};

static const struct __cw_dd factors[6] = {
    {0x1.0000000000000p-1, 0.0},
    {0x1.5555555555555p-3, 0x1.5555555555555p-57},
    {0x1.5555555555555p-5, 0x1.5555555555555p-59},
    {0x1.1111111111111p-7, 0x1.1111111111111p-63},
    {0x1.6c16c16c16c17p-10, -0x1.f49f49f49f49fp-65},
    {0x1.a01a01a01a01ap-13, 0x1.a01a01a01a01ap-73},
};

static const double small_factors[8] = {
    0x1.a01a01a01a01ap-16,
    0x1.71de3a556c734p-19,
    0x1.27e4fb7789f5cp-22,
    0x1.ae64567f544e4p-26,
    0x1.1eed8eff8d898p-29,
    0x1.6124613a86d09p-33,
    0x1.93974a8c07c9dp-37,
    0x1.ae7f3e733b81fp-41,
};

struct __cw_dd __cw_expm1_small(struct __cw_dd t)
{
    struct __cw_dd rest = __cw_polynomial(t, factors, 6, small_factors, 8);
    return __cw_dd_add(t, __cw_dd_multiply(__cw_dd_multiply(t, t), rest));
}

struct __cw_dd __cw_exp_reduced(struct __cw_dd x, int *power)
{
    // The parts of log 2 are so short that the first two products are exact.
    double n = __builtin_rint(x.high * 0x1.71547652b82fep+0);
    x = __cw_dd_add_double(x, -n * __CW_LN2_A);
    x = __cw_dd_add_double(x, -n * __CW_LN2_B);
    x = __cw_dd_add(x, __cw_dd_product(-n, __CW_LN2_C));
    double i = __builtin_rint(x.high * 16);
    struct __cw_dd t = __cw_dd_add_double(x, -i / 16);
    struct __cw_dd known = exponentials[(int)i + MIDDLE];
    *power = (int)n;
    return __cw_dd_add(known, __cw_dd_multiply(known, __cw_expm1_small(t)));
}

struct __cw_dd __cw_expm1(struct __cw_dd x)
{
    int power = 0;
    if (x.high <= 0.03125 && x.high >= -0.03125)
        return __cw_expm1_small(x);
    struct __cw_dd result = __cw_exp_reduced(x, &power);

    // Both factors are powers of two; one alone could leave the range.
    for (; power > 500; power -= 500)
        result = __cw_dd_scale(result, 0x1p+500);
    for (; power < -500; power += 500)
        result = __cw_dd_scale(result, 0x1p-500);
    double scale = 1;
    double factor = power < 0 ? 0.5 : 2;
    for (int n = power < 0 ? -power : power; n != 0; n >>= 1)
    {
        if (n & 1)
            scale *= factor;
        factor *= factor;
    }

    return __cw_dd_add_double(__cw_dd_scale(result, scale), -1);
}
