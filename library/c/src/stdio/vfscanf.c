// vfscanf: formatted input from a stream.
#include "source.h"

int vfscanf(FILE *restrict stream, const char *restrict format, __builtin_va_list arguments)
{
    struct __cw_source source = {.stream = stream};
    __cw_check_open(stream, "scanf");
    if (__cw_begin_reading(stream) != 0)
        return EOF;
    return __cw_scan(&source, format, arguments);
}
