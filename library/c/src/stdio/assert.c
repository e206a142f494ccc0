// What a failed assertion says, in the words of Linux's library (C17 7.2.1.1).
#include "../start/program.h"
#include <assert.h>
#include <stdio.h>
#include <stdlib.h>

_Noreturn void __cw_assert_failed(const char *expression, const char *file, int line, const char *function)
{
    fprintf(stderr, "%s%s%s:%d: %s%sAssertion `%s' failed.\n", program_invocation_short_name,
        program_invocation_short_name[0] != '\0' ? ": " : "", file, line, function, function[0] != '\0' ? ": " : "", expression);
    abort();
}
