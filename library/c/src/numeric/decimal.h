// A double in decimal: value = 0.d1d2d3... * 10^point, with as many digits as were asked for (no zeros at the end).
#ifndef __CW_DECIMAL_H
#define __CW_DECIMAL_H

enum
{
    // The smallest numbers have 767 significant digits; nine more for the last group written.
    __CW_DECIMAL_DIGITS = 776
};

struct __cw_decimal
{
    int count;
    int point;
    char digits[__CW_DECIMAL_DIGITS];
};

// Rounded, half to even, to a number of places after the decimal point, or to a number of significant digits.
// value is finite and not negative.
void __cw_decimal_places(struct __cw_decimal *to, double value, int places);
void __cw_decimal_significant(struct __cw_decimal *to, double value, int digits);

#endif
