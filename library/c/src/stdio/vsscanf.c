// vsscanf: formatted input from a string.
#include "source.h"
#include <crabwalk/host.h>

int vsscanf(const char *restrict text, const char *restrict format, __builtin_va_list arguments)
{
    struct __cw_source source = {.text = (const unsigned char *)text};
    source.end = source.text + __builtin_strlen(text);
    return __cw_scan(&source, format, arguments);
}
