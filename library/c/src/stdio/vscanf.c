// vscanf: scanf with the arguments as a list.
#include <stdarg.h>
#include <stdio.h>

int vscanf(const char *restrict format, va_list arguments)
{
    return vfscanf(stdin, format, arguments);
}
