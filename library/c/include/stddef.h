// C17 7.19: common definitions.
#ifndef _STDDEF_H
#define _STDDEF_H

#include <crabwalk/null.h>
#include <crabwalk/size.h>

typedef __cw_ptrdiff ptrdiff_t;
#ifndef _CRABWALK_WCHAR_T
#define _CRABWALK_WCHAR_T
typedef __cw_wchar wchar_t;
#endif
typedef struct
{
    _Alignas(16) long long __whole;
    _Alignas(16) long double __number;
} max_align_t;

#define offsetof(type, member) __builtin_offsetof(type, member)

#endif
