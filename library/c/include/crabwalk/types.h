// The types that several headers share, each spelled once.
#ifndef _CRABWALK_TYPES_H
#define _CRABWALK_TYPES_H

typedef __SIZE_TYPE__ __cw_size;
typedef __PTRDIFF_TYPE__ __cw_ptrdiff;
typedef __WCHAR_TYPE__ __cw_wchar;
typedef __WINT_TYPE__ __cw_wint;

#if __SIZEOF_LONG__ == 8
typedef long __cw_int64;
typedef unsigned long __cw_uint64;
#else
typedef long long __cw_int64;
typedef unsigned long long __cw_uint64;
#endif

// ssize_t, off_t and time_t keep 64-bit offsets and times on every target; ssize_t follows the pointer.
typedef __cw_ptrdiff __cw_ssize;
typedef __cw_int64 __cw_off;
typedef __cw_int64 __cw_time;

// The state of a multibyte conversion: the bytes of an unfinished character.
typedef struct
{
    unsigned int __value;
    unsigned int __missing;
} __cw_mbstate;

#endif
