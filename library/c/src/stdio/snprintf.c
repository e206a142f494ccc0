// snprintf: formatted text to an array, cut to its size.
#include <stdarg.h>
#include <stdio.h>

int snprintf(char *restrict to, size_t size, const char *restrict format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    int result = vsnprintf(to, size, format, arguments);
    va_end(arguments);
    return result;
}
