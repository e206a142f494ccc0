// scanf: formatted input from standard input.
#include <stdarg.h>
#include <stdio.h>

int scanf(const char *restrict format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    int result = vfscanf(stdin, format, arguments);
    va_end(arguments);
    return result;
}
