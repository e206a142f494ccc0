// The shared parts of <math.h>: each computes to about 100 bits.
#ifndef __CW_KERNELS_H
#define __CW_KERNELS_H

#include "double_double.h"
#include <crabwalk/host.h>

// c0 + c1 t + ... in doubles of both kinds: the last terms need only double precision.
struct __cw_dd __cw_polynomial(struct __cw_dd t, const struct __cw_dd *factors, int count, const double *small, int small_count);

// e^t - 1 for a t of at most 1/32 in magnitude, and for any of at most 700.
struct __cw_dd __cw_expm1_small(struct __cw_dd t);
struct __cw_dd __cw_expm1(struct __cw_dd x);

// e^x = result * 2^power; x is at most 1000 in magnitude.
struct __cw_dd __cw_exp_reduced(struct __cw_dd x, int *power);

// log x = result + power * log 2, for a positive x.
struct __cw_dd __cw_log_reduced(struct __cw_dd x, int *power);
struct __cw_dd __cw_log(struct __cw_dd x);

// Finite x = rest + quadrant * pi/2, with |rest| <= pi/4. Returns the quadrant modulo 4.
int __cw_reduce_angle(double x, struct __cw_dd *rest);
void __cw_sine_and_cosine(struct __cw_dd x, struct __cw_dd *sine, struct __cw_dd *cosine);

// The angle of the point (x, y) in the first quadrant; not both are zero.
struct __cw_dd __cw_angle(struct __cw_dd y, struct __cw_dd x);

// value * 2^power as a double, rounded once; ERANGE when that is infinite or, of a value that is not zero, zero.
double __cw_round_scaled(struct __cw_dd value, int power);

// Results with errno set: not a number (EDOM) with the sign that glibc's has on x86, and infinity or zero (ERANGE) with the sign of the argument.
double __cw_invalid(void);
double __cw_invalid_positive(void);
double __cw_pole(double sign);
double __cw_underflow(double sign);

// x * 2^power without errno.
static inline double __cw_times_power(double x, int power)
{
    for (; power > 1000; power -= 1000)
        x *= 0x1p+1000;
    for (; power < -1000; power += 1000)
        x *= 0x1p-1000;
    return x * __builtin_double_from_bits((unsigned long long)(1023 + power) << 52);
}

#define __CW_INFINITY __builtin_huge_val()
#define __CW_LARGEST 0x1.fffffffffffffp+1023
#define __CW_LN2_A 0x1.62e42fefa2000p-1
#define __CW_LN2_B 0x1.9ef35793c6000p-41
#define __CW_LN2_C 0x1.673007e5ed5e8p-81

#endif
