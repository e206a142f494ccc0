// longjmp: back to where setjmp was called; a value of 0 arrives as 1 (C17 7.13.2.1).
#include <setjmp.h>

_Noreturn void longjmp(jmp_buf environment, int value)
{
    __crabwalk_longjmp(environment, value == 0 ? 1 : value);
}

_Noreturn void _longjmp(jmp_buf environment, int value)
{
    __crabwalk_longjmp(environment, value == 0 ? 1 : value);
}

_Noreturn void siglongjmp(sigjmp_buf environment, int value)
{
    __crabwalk_longjmp(environment, value == 0 ? 1 : value);
}
