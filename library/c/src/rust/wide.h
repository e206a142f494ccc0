// Integers of 128 bits as Rust's code has them in memory, for targets without registers for them. Results go where the first
// parameter points, which may be where an operand is.
#ifndef __CW_WIDE_H
#define __CW_WIDE_H

#include <stdint.h>

struct __cw_wide
{
    uint64_t low;
    uint64_t high;
};

void __cw_wide_add(struct __cw_wide *to, const struct __cw_wide *a, const struct __cw_wide *b);
void __cw_wide_sub(struct __cw_wide *to, const struct __cw_wide *a, const struct __cw_wide *b);
void __cw_wide_mul(struct __cw_wide *to, const struct __cw_wide *a, const struct __cw_wide *b);
void __cw_wide_neg(struct __cw_wide *to, const struct __cw_wide *a);
void __cw_wide_shl(struct __cw_wide *to, const struct __cw_wide *a, unsigned count);
void __cw_wide_ushr(struct __cw_wide *to, const struct __cw_wide *a, unsigned count);
void __cw_wide_udivrem(struct __cw_wide *quotient, struct __cw_wide *rest, const struct __cw_wide *a, const struct __cw_wide *b);
int __cw_wide_ucompare(const struct __cw_wide *a, const struct __cw_wide *b);
int __cw_wide_scompare(const struct __cw_wide *a, const struct __cw_wide *b);
unsigned __cw_wide_ctlz(const struct __cw_wide *a);

#endif
