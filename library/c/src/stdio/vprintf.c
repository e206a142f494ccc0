// vprintf: printf with the arguments as a list.
#include <stdarg.h>
#include <stdio.h>

int vprintf(const char *restrict format, va_list arguments)
{
    return vfprintf(stdout, format, arguments);
}
