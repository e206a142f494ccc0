// pow: x to the power y (C17 F.10.4.4).
#include "kernels.h"
#include "../numeric/bits.h"
#include <crabwalk/host.h>
#include <math.h>

enum
{
    // Up to this exponent a whole power is computed by multiplication.
    WHOLE = 64
};

static int is_whole(double y)
{
    return __builtin_trunc(y) == y;
}

static int is_odd(double y)
{
    return __builtin_fabs(y) < 0x1p+53 && is_whole(y) && ((long long)y & 1) != 0;
}

// x to the power n by repeated squaring: exact as long as 106 bits hold it.
static double whole_power(double x, int n)
{
    uint64_t mantissa = 0;
    int exponent = 0;
    int count = n < 0 ? -n : n;
    __cw_split(x, &mantissa, &exponent);
    int zeros = __builtin_clzll(mantissa) - 11;
    exponent += 52 - zeros;
    struct __cw_dd factor = __cw_dd_of((double)(mantissa << zeros) * 0x1p-52);
    struct __cw_dd result = __cw_dd_of(1);
    for (int rest = count; rest != 0; rest >>= 1)
    {
        if (rest & 1)
            result = __cw_dd_multiply(result, factor);
        factor = __cw_dd_multiply(factor, factor);
    }

    if (n < 0)
        result = __cw_dd_divide(__cw_dd_of(1), result);
    return __cw_round_scaled(result, exponent * n);
}

// Of a power of two, if the result is one too: it may lie half way between two subnormal numbers.
static int is_power_of_two(double x, double y, double *result)
{
    int exponent = 0;
    if (frexp(x, &exponent) != 0.5 || !is_whole((exponent - 1) * y))
        return 0;
    double power = (exponent - 1) * y;
    *result = __cw_round_scaled(__cw_dd_of(1), power > 2000 ? 2000 : power < -2000 ? -2000 : (int)power);
    return 1;
}

static double general_power(double x, double y)
{
    int power = 0;
    double exact = 0;
    if (is_power_of_two(x, y, &exact))
        return exact;
    struct __cw_dd logarithm = __cw_log(__cw_dd_of(x));

    // So large that only the sign matters; the product must not leave the range.
    double estimate = logarithm.high * y;
    if (estimate > 710)
        return __cw_pole(1);
    if (estimate < -746)
        return __cw_underflow(1);
    struct __cw_dd result = __cw_exp_reduced(__cw_dd_multiply_double(logarithm, y), &power);
    return __cw_round_scaled(result, power);
}

static double infinite_exponent(double x, double y)
{
    double magnitude = __builtin_fabs(x);
    if (magnitude == 1)
        return 1;
    return (magnitude > 1) == (y > 0) ? __CW_INFINITY : 0;
}

static double of_zero(double x, double y)
{
    double sign = is_odd(y) ? x : 1;
    return y < 0 ? __cw_pole(sign) : __builtin_copysign(0, sign);
}

static double of_infinity(double x, double y)
{
    return __builtin_copysign(y < 0 ? 0 : __CW_INFINITY, is_odd(y) ? x : 1);
}

double pow(double x, double y)
{
    double magnitude = __builtin_fabs(x);
    if (y == 0 || x == 1)
        return 1;
    if (x != x || y != y)
        return x + y;
    if (__builtin_fabs(y) > __CW_LARGEST)
        return infinite_exponent(x, y);
    if (x == 0)
        return of_zero(x, y);
    if (magnitude > __CW_LARGEST)
        return of_infinity(x, y);
    if (x < 0 && !is_whole(y))
        return __cw_invalid();
    int is_small = is_whole(y) && y >= -WHOLE && y <= WHOLE;
    double result = magnitude == 1 ? 1 : is_small ? whole_power(magnitude, (int)y) : general_power(magnitude, y);
    return x < 0 && is_odd(y) ? -result : result;
}

float powf(float x, float y)
{
    return (float)pow(x, y);
}

long double powl(long double x, long double y)
{
    return pow((double)x, (double)y);
}
