// Reads a floating number one character at a time, so that strings, wide strings and streams share it.
#ifndef __CW_REAL_H
#define __CW_REAL_H

#include <crabwalk/types.h>

enum
{
    // A decimal number half way between two doubles has at most 768 significant digits; further ones can only say
    // that the number lies beyond it.
    __CW_REAL_DIGITS = 770
};

enum __cw_real_form
{
    __CW_REAL_DECIMAL,
    __CW_REAL_HEXADECIMAL,
    __CW_REAL_INFINITY,
    __CW_REAL_NAN
};

struct __cw_real
{
    enum __cw_real_form form;
    int place;
    int negative;

    // The number of characters of "infinity" or "nan" seen.
    int word;

    // value = digits * 10^scale (the first 19 digits are also in head), or head * 2^scale, times 10 or 2 to the exponent.
    __cw_uint64 head;
    int count;
    int beyond;
    __cw_int64 scale;
    int exponent;
    int exponent_negative;
    __cw_size taken;
    __cw_size valid;
    unsigned char digits[__CW_REAL_DIGITS + 1];
};

void __cw_real_begin(struct __cw_real *number);

// Whether c can go on with the text so far; if so it is taken.
int __cw_real_accept(struct __cw_real *number, int c);

// Whether the text so far ends in the letter of an exponent, or in its sign.
int __cw_real_lacks_exponent(const struct __cw_real *number);

// The nearest double or float; ERANGE when it is out of range.
double __cw_real_double(struct __cw_real *number);
double __cw_real_float(struct __cw_real *number);

// Reads from a string, white space before it skipped; *end is set as by strtod.
void __cw_real_from_text(struct __cw_real *number, const char *text, char **end);

#endif
