// From a scaled sum of doubles to one double, rounded once even among the subnormal numbers.
#include "kernels.h"
#include "../numeric/bits.h"
#include <crabwalk/host.h>

// mantissa / 2^shift, half to even; low is the sign of what stands behind the mantissa.
static uint64_t shift_down(uint64_t mantissa, int shift, double low)
{
    uint64_t kept = mantissa >> shift;
    uint64_t rest = mantissa & ((UINT64_C(1) << shift) - 1);
    uint64_t half = UINT64_C(1) << (shift - 1);
    int tie = rest == half && low == 0 && kept % 2 == 1;
    return kept + (rest > half || (rest == half && low > 0) || tie);
}

double __cw_round_scaled(struct __cw_dd value, int power)
{
    uint64_t mantissa = 0;
    int exponent = 0;
    double magnitude = __builtin_fabs(value.high);
    if (magnitude == 0 || magnitude > __CW_LARGEST || magnitude != magnitude)
        return value.high;
    __cw_split(magnitude, &mantissa, &exponent);
    while (mantissa >> 52 == 0)
    {
        mantissa <<= 1;
        exponent--;
    }

    exponent += power;
    if (exponent > 971)
        return __cw_pole(value.high);
    uint64_t bits = 0;
    if (exponent >= -1074)
        bits = ((uint64_t)(exponent + 1074) << 52) + mantissa;
    else if (exponent >= -1074 - 54)
        bits = shift_down(mantissa, -1074 - exponent, value.high < 0 ? -value.low : value.low);
    if (bits == 0)
        return __cw_underflow(value.high);
    return __builtin_copysign(__builtin_double_from_bits(bits), value.high);
}
