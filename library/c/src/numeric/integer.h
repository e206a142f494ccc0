// Reads an integer one character at a time, so that strings, wide strings and streams share it.
#ifndef __CW_INTEGER_H
#define __CW_INTEGER_H

#include <crabwalk/types.h>

struct __cw_integer
{
    unsigned long long value;
    int base;
    int place;
    int negative;
    int overflow;

    // Characters accepted, and how many of them make the longest text that is a number.
    __cw_size taken;
    __cw_size valid;
};

// base is 0 or 2 .. 36.
void __cw_integer_begin(struct __cw_integer *number, int base);

// Whether c can go on with the text so far; if so it is taken.
int __cw_integer_accept(struct __cw_integer *number, int c);

// The value in a signed or unsigned type of at most 64 bits, by its largest value; ERANGE when it does not fit.
long long __cw_integer_signed(const struct __cw_integer *number, long long largest);
unsigned long long __cw_integer_unsigned(const struct __cw_integer *number, unsigned long long largest);

#endif
