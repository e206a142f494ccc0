// C17 7.28: Unicode utilities.
#ifndef _UCHAR_H
#define _UCHAR_H

#include <crabwalk/size.h>

#ifndef _CRABWALK_MBSTATE_T
#define _CRABWALK_MBSTATE_T
typedef __cw_mbstate mbstate_t;
#endif
typedef unsigned short char16_t;
typedef unsigned int char32_t;

size_t mbrtoc16(char16_t *restrict to, const char *restrict text, size_t size, mbstate_t *restrict state);
size_t c16rtomb(char *restrict text, char16_t c, mbstate_t *restrict state);
size_t mbrtoc32(char32_t *restrict to, const char *restrict text, size_t size, mbstate_t *restrict state);
size_t c32rtomb(char *restrict text, char32_t c, mbstate_t *restrict state);

#endif
