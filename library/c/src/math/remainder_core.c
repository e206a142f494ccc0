// Long division of mantissas, eleven bits of the quotient at a time.
#include "remainder_core.h"
#include "../numeric/bits.h"
#include <math.h>

enum
{
    // A mantissa has 53 bits, so that many more fit in 64.
    STEP = 11
};

unsigned int __cw_divide_magnitudes(double *x, double y)
{
    uint64_t dividend = 0;
    uint64_t divisor = 0;
    int high = 0;
    int low = 0;
    unsigned int quotient = 0;
    if (*x < y)
        return 0;
    __cw_split(*x, &dividend, &high);
    __cw_split(y, &divisor, &low);
    quotient = (unsigned int)(dividend / divisor & 0xffff);
    dividend %= divisor;
    while (high > low && dividend != 0)
    {
        int step = high - low < STEP ? high - low : STEP;
        dividend <<= step;
        high -= step;
        quotient = quotient << step | (unsigned int)(dividend / divisor);
        quotient &= 0xffff;
        dividend %= divisor;
    }

    if (high > low)
        quotient = 0;
    *x = scalbn((double)dividend, low);
    return quotient;
}
