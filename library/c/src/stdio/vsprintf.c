// vsprintf: nothing is known of the array's size here, so the machine watches its bounds.
#include "format.h"
#include <stdio.h>

static void never(struct __cw_sink *sink, const char *bytes, size_t size)
{
    (void)bytes;
    (void)size;
    sink->failed = 1;
}

int vsprintf(char *restrict to, const char *restrict format, va_list arguments)
{
    struct __cw_sink sink = {.at = to, .room = SIZE_MAX, .drain = never};
    int result = __cw_format(&sink, format, arguments);
    *sink.at = '\0';
    return result;
}
