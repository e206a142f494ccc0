// What the classification macros call.
#include <crabwalk/host.h>
#include <math.h>

int __cw_fpclassify(double x)
{
    double magnitude = __builtin_fabs(x);
    if (x != x)
        return FP_NAN;
    if (magnitude >= 0x1p-1022)
        return magnitude > 0x1.fffffffffffffp+1023 ? FP_INFINITE : FP_NORMAL;
    return x == 0 ? FP_ZERO : FP_SUBNORMAL;
}

int __cw_fpclassifyf(float x)
{
    float magnitude = __builtin_fabsf(x);
    if (x != x)
        return FP_NAN;
    if (magnitude >= 0x1p-126f)
        return magnitude > 0x1.fffffep+127f ? FP_INFINITE : FP_NORMAL;
    return x == 0 ? FP_ZERO : FP_SUBNORMAL;
}

int __cw_signbit(double x)
{
    return (int)(__builtin_double_bits(x) >> 63);
}

int __cw_isunordered(double x, double y)
{
    return x != x || y != y;
}

int __cw_islessgreater(double x, double y)
{
    return x < y || x > y;
}

int finite(double x)
{
    return __builtin_fabs(x) <= 0x1.fffffffffffffp+1023;
}
