// vasprintf and asprintf: the text in a block of its own, which the caller frees.
#define _GNU_SOURCE
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

int vasprintf(char **restrict to, const char *restrict format, va_list arguments)
{
    va_list again;
    va_copy(again, arguments);
    int length = vsnprintf(NULL, 0, format, again);
    va_end(again);
    if (length < 0)
        return -1;
    char *block = malloc((size_t)length + 1);
    if (block == NULL)
        return -1;
    *to = block;
    return vsnprintf(block, (size_t)length + 1, format, arguments);
}

int asprintf(char **restrict to, const char *restrict format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    int result = vasprintf(to, format, arguments);
    va_end(arguments);
    return result;
}
