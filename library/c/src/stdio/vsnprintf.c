// vsnprintf: what does not fit is counted only.
#include "format.h"
#include <crabwalk/host.h>
#include <stdio.h>

static void cut(struct __cw_sink *sink, const char *bytes, size_t size)
{
    (void)size;
    __builtin_memcpy(sink->at, bytes, sink->room);
    sink->at += sink->room;
    sink->room = 0;
}

static void count_only(struct __cw_sink *sink, const char *bytes, size_t size)
{
    (void)sink;
    (void)bytes;
    (void)size;
}

int vsnprintf(char *restrict to, size_t size, const char *restrict format, va_list arguments)
{
    char nowhere[1];
    struct __cw_sink sink = {.at = to, .room = size - 1, .drain = cut};
    if (size == 0)
        sink = (struct __cw_sink){.at = nowhere, .drain = count_only};
    int result = __cw_format(&sink, format, arguments);
    if (size != 0)
        *sink.at = '\0';
    return result;
}
