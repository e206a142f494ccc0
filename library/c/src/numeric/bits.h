// The parts of a double, and powers of ten.
#ifndef __CW_BITS_H
#define __CW_BITS_H

#include <crabwalk/host.h>
#include <stdint.h>

// value = mantissa * 2^exponent, for finite values.
static inline void __cw_split(double value, uint64_t *mantissa, int *exponent)
{
    uint64_t bits = __builtin_double_bits(value);
    int field = (int)(bits >> 52 & 0x7ff);
    *mantissa = bits & UINT64_C(0xfffffffffffff);
    if (field != 0)
        *mantissa |= UINT64_C(1) << 52;
    *exponent = (field == 0 ? 1 : field) - 1075;
}

// 10^0 .. 10^19.
extern const uint64_t __cw_powers_of_ten[20];

#endif
