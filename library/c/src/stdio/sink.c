// Padding.
#include "sink.h"
#include <crabwalk/host.h>

void __cw_sink_fill(struct __cw_sink *sink, char c, int count)
{
    char run[32];
    if (count <= 0)
        return;
    size_t left = (size_t)count;
    if (left <= sink->room)
    {
        __builtin_memset(sink->at, c, left);
        sink->at += left;
        sink->room -= left;
        sink->total += left;
        return;
    }

    __builtin_memset(run, c, sizeof run);
    while (left > 0)
    {
        size_t part = left < sizeof run ? left : sizeof run;
        __cw_sink_put(sink, run, part);
        left -= part;
    }
}
