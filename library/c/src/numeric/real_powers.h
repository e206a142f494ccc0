// 10^(20 i - 360) as a 64-bit mantissa, rounded to nearest, and a binary exponent: each is mantissa * 2^exponent.
#ifndef __CW_REAL_POWERS_H
#define __CW_REAL_POWERS_H

#include <stdint.h>

enum
{
    __CW_POWER_STEP = 20,
    __CW_POWER_FIRST = -360,
    __CW_POWER_COUNT = 35
};

struct __cw_power
{
    uint64_t mantissa;
    int exponent;
};

extern const struct __cw_power __cw_powers[__CW_POWER_COUNT];

#endif
