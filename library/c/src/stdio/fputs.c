// fputs: a string.
#include "file.h"
#include <crabwalk/host.h>

int fputs(const char *restrict text, FILE *restrict stream)
{
    __cw_check_open(stream, "fputs");
    size_t length = __builtin_strlen(text);
    return __cw_write(stream, text, length) == length && __cw_after_write(stream) == 0 ? 1 : EOF;
}
