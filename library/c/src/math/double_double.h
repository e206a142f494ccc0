// Numbers of about 106 bits as the sum of two doubles, high and low, where high is the sum rounded to double.
// The functions of <math.h> compute in them and return the high part, which so is almost always correctly rounded.
#ifndef __CW_DOUBLE_DOUBLE_H
#define __CW_DOUBLE_DOUBLE_H

#include <crabwalk/host.h>

struct __cw_dd
{
    double high;
    double low;
};

static inline struct __cw_dd __cw_dd_of(double value)
{
    return (struct __cw_dd){value, 0};
}

// a + b, when a is the larger or zero.
static inline struct __cw_dd __cw_dd_join(double a, double b)
{
    double sum = a + b;
    return (struct __cw_dd){sum, b - (sum - a)};
}

// a + b exactly.
static inline struct __cw_dd __cw_dd_sum(double a, double b)
{
    double sum = a + b;
    double part = sum - a;
    return (struct __cw_dd){sum, (a - (sum - part)) + (b - part)};
}

#ifdef __wasm__
// Half of the bits of a number, so that products of halves are exact (Dekker 1971). Needs a number that is not next to the largest.
static inline double __cw_dd_half(double a)
{
    double spread = a * 134217729.0;
    return spread - (spread - a);
}
#endif

// a * b exactly.
static inline struct __cw_dd __cw_dd_product(double a, double b)
{
    double product = a * b;
#ifdef __wasm__
    // Without an instruction for it, multiplying and adding at once would cost some hundred others.
    if (__builtin_fabs(a) < 0x1p900 && __builtin_fabs(b) < 0x1p900 && __builtin_fabs(product) > 0x1p-900)
    {
        double a_high = __cw_dd_half(a);
        double b_high = __cw_dd_half(b);
        double a_low = a - a_high;
        double b_low = b - b_high;
        return (struct __cw_dd){product, ((a_high * b_high - product) + a_high * b_low + a_low * b_high) + a_low * b_low};
    }
#endif
    return (struct __cw_dd){product, __builtin_fma(a, b, -product)};
}

static inline struct __cw_dd __cw_dd_negate(struct __cw_dd a)
{
    return (struct __cw_dd){-a.high, -a.low};
}

static inline struct __cw_dd __cw_dd_add_double(struct __cw_dd a, double b)
{
    struct __cw_dd sum = __cw_dd_sum(a.high, b);
    return __cw_dd_join(sum.high, sum.low + a.low);
}

static inline struct __cw_dd __cw_dd_add(struct __cw_dd a, struct __cw_dd b)
{
    struct __cw_dd high = __cw_dd_sum(a.high, b.high);
    struct __cw_dd low = __cw_dd_sum(a.low, b.low);
    high = __cw_dd_join(high.high, high.low + low.high);
    return __cw_dd_join(high.high, high.low + low.low);
}

static inline struct __cw_dd __cw_dd_multiply_double(struct __cw_dd a, double b)
{
    struct __cw_dd product = __cw_dd_product(a.high, b);
    return __cw_dd_join(product.high, product.low + a.low * b);
}

static inline struct __cw_dd __cw_dd_multiply(struct __cw_dd a, struct __cw_dd b)
{
    struct __cw_dd product = __cw_dd_product(a.high, b.high);
    return __cw_dd_join(product.high, product.low + (a.high * b.low + a.low * b.high));
}

// By a power of two.
static inline struct __cw_dd __cw_dd_scale(struct __cw_dd a, double power)
{
    return (struct __cw_dd){a.high * power, a.low * power};
}

static inline struct __cw_dd __cw_dd_divide(struct __cw_dd a, struct __cw_dd b)
{
    double first = a.high / b.high;
    struct __cw_dd rest = __cw_dd_add(a, __cw_dd_negate(__cw_dd_multiply_double(b, first)));
    double second = rest.high / b.high;
    rest = __cw_dd_add(rest, __cw_dd_negate(__cw_dd_multiply_double(b, second)));
    return __cw_dd_add_double(__cw_dd_join(first, second), rest.high / b.high);
}

// Of a positive number.
static inline struct __cw_dd __cw_dd_sqrt(struct __cw_dd a)
{
    double root = __builtin_sqrt(a.high);
    struct __cw_dd rest = __cw_dd_add(a, __cw_dd_negate(__cw_dd_product(root, root)));
    return __cw_dd_join(root, rest.high / (2 * root));
}

#endif
