// C17 7.13: nonlocal jumps.
#ifndef _SETJMP_H
#define _SETJMP_H

#include <crabwalk/features.h>
#include <crabwalk/types.h>

typedef struct __cw_jmp_buf
{
    __cw_uint64 __state[8];
} jmp_buf[1];

int __crabwalk_setjmp(jmp_buf environment);
_Noreturn void __crabwalk_longjmp(jmp_buf environment, int value);

#define setjmp(environment) __crabwalk_setjmp(environment)
_Noreturn void longjmp(jmp_buf environment, int value);

#ifdef __CW_USE_POSIX
// There is no signal mask to save, so the sig forms are the plain ones.
typedef jmp_buf sigjmp_buf;
#define _setjmp(environment) __crabwalk_setjmp(environment)
#define sigsetjmp(environment, save) ((void)(save), __crabwalk_setjmp(environment))
_Noreturn void _longjmp(jmp_buf environment, int value);
_Noreturn void siglongjmp(sigjmp_buf environment, int value);
#endif

#endif
