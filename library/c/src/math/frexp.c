// frexp: a number as a fraction from 1/2 to 1 and a power of two.
#include "../numeric/bits.h"
#include <crabwalk/host.h>
#include <math.h>

double frexp(double x, int *exponent)
{
    uint64_t bits = __builtin_double_bits(x);
    int field = (int)(bits >> 52 & 0x7ff);
    *exponent = 0;
    if (field == 0x7ff || x == 0)
        return x;
    if (field == 0)
    {
        double result = frexp(x * 0x1p+54, exponent);
        *exponent -= 54;
        return result;
    }

    *exponent = field - 1022;
    return __builtin_double_from_bits((bits & UINT64_C(0x800fffffffffffff)) | UINT64_C(1022) << 52);
}

float frexpf(float x, int *exponent)
{
    return (float)frexp(x, exponent);
}

long double frexpl(long double x, int *exponent)
{
    return frexp((double)x, exponent);
}
