// sprintf: formatted text to an array that must be large enough.
#include <stdarg.h>
#include <stdio.h>

int sprintf(char *restrict to, const char *restrict format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    int result = vsprintf(to, format, arguments);
    va_end(arguments);
    return result;
}
