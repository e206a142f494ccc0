// log x: x = 2^power * m with m around 1, m = i/16 * (1 + t) / (1 - t), then log(i/16) from a table and the series
// 2 (t + t^3/3 + ...).
#include "kernels.h"
#include "../numeric/bits.h"
#include <crabwalk/host.h>

enum
{
    FIRST = 11
};

static const struct __cw_dd logarithms[13] = {
    {-0x1.7fafa3bd8151cp-2, 0x1.219024acd3b77p-58},
    {-0x1.269621134db92p-2, -0x1.e0efadd9db02bp-56},
    {-0x1.a93ed3c8ad9e3p-3, -0x1.bcafa9de97203p-57},
    {-0x1.1178e8227e47cp-3, 0x1.0e63a5f01c691p-58},
    {-0x1.08598b59e3a07p-4, 0x1.dd7009902bf32p-58},
    {0.0, 0.0},
    {0x1.f0a30c01162a6p-5, 0x1.85f325c5bbacdp-59},
    {0x1.e27076e2af2e6p-4, -0x1.61578001e0162p-60},
    {0x1.5ff3070a793d4p-3, -0x1.bc60efafc6f6ep-58},
    {0x1.c8ff7c79a9a22p-3, -0x1.4f689f8434012p-57},
    {0x1.1675cababa60ep-2, 0x1.ce63eab883717p-61},
    {0x1.4618bc21c5ec2p-2, 0x1.f42decdeccf1dp-56},
    {0x1.739d7f6bbd007p-2, -0x1.8c76ceb014b04p-56},
};

static const struct __cw_dd factors[4] = {
    {0x1.5555555555555p-2, 0x1.5555555555555p-56},
    {0x1.999999999999ap-3, -0x1.999999999999ap-57},
    {0x1.2492492492492p-3, 0x1.2492492492492p-57},
    {0x1.c71c71c71c71cp-4, 0x1.c71c71c71c71cp-58},
};

static const double small_factors[7] = {
    0x1.745d1745d1746p-4,
    0x1.3b13b13b13b14p-4,
    0x1.1111111111111p-4,
    0x1.e1e1e1e1e1e1ep-5,
    0x1.af286bca1af28p-5,
    0x1.8618618618618p-5,
    0x1.642c8590b2164p-5,
};

// The power of two by which x is to be divided to lie between 11/16 and 23/16.
static int power_of(double x)
{
    uint64_t mantissa = 0;
    int exponent = 0;
    __cw_split(x, &mantissa, &exponent);
    int top = 63 - __builtin_clzll(mantissa);
    int above = (mantissa << (52 - top)) > UINT64_C(0x16a09e667f3bcd);
    return exponent + top + above;
}

static struct __cw_dd divide_by_power(struct __cw_dd x, int power)
{
    // 2^-power in two factors, since it may lie outside the range of doubles.
    int half = power / 2;
    double first = __builtin_double_from_bits((uint64_t)(1023 - half) << 52);
    double second = __builtin_double_from_bits((uint64_t)(1023 - (power - half)) << 52);
    return __cw_dd_scale(__cw_dd_scale(x, first), second);
}

struct __cw_dd __cw_log_reduced(struct __cw_dd x, int *power)
{
    *power = power_of(x.high);
    struct __cw_dd m = *power == 0 ? x : divide_by_power(x, *power);
    double i = __builtin_rint(m.high * 16);
    double center = i / 16;
    struct __cw_dd t = __cw_dd_divide(__cw_dd_add_double(m, -center), __cw_dd_add_double(m, center));
    struct __cw_dd square = __cw_dd_multiply(t, t);
    struct __cw_dd rest = __cw_polynomial(square, factors, 4, small_factors, 7);
    struct __cw_dd series = __cw_dd_add(t, __cw_dd_multiply(__cw_dd_multiply(t, square), rest));
    return __cw_dd_add(logarithms[(int)i - FIRST], __cw_dd_scale(series, 2));
}

struct __cw_dd __cw_log(struct __cw_dd x)
{
    int power = 0;
    struct __cw_dd result = __cw_log_reduced(x, &power);
    if (power == 0)
        return result;
    result = __cw_dd_add(__cw_dd_product(power, __CW_LN2_C), result);
    result = __cw_dd_add_double(result, power * __CW_LN2_B);
    return __cw_dd_add_double(result, power * __CW_LN2_A);
}
