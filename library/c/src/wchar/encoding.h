// Characters and their bytes. In locale "C" a character is one byte below 128; in "C.UTF-8" it is UTF-8.
#ifndef __CW_ENCODING_H
#define __CW_ENCODING_H

#include <crabwalk/types.h>

// Whether LC_CTYPE is a UTF-8 locale.
extern int __cw_utf8_locale;

// Writes the bytes of a character, at most four. Returns how many, or -1 with EILSEQ.
int __cw_encode(char *to, unsigned int c);
int __cw_encode_utf8(char *to, unsigned int c);

enum
{
    __CW_DECODE_BAD = -1,
    __CW_DECODE_MORE = -2
};

// Takes one more byte of a character. Returns 1 when *c is complete, or __CW_DECODE_MORE, or __CW_DECODE_BAD with EILSEQ.
int __cw_decode_byte(unsigned char byte, __cw_mbstate *state, unsigned int *c);

#endif
