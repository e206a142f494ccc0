// puts: a string and a newline to standard output.
#include "file.h"
#include <crabwalk/host.h>
#include <limits.h>

int puts(const char *text)
{
    __cw_check_open(stdout, "puts");
    size_t length = __builtin_strlen(text);
    if (__cw_write(stdout, text, length) != length || __cw_write(stdout, "\n", 1) != 1)
        return EOF;
    if (__cw_after_write(stdout) != 0)
        return EOF;
    return length < INT_MAX ? (int)length + 1 : INT_MAX;
}
