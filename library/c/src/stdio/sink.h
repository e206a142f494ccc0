// Where formatted text goes: straight into an array, and when that is full to a function that makes room.
#ifndef __CW_SINK_H
#define __CW_SINK_H

#include <crabwalk/host.h>
#include <stddef.h>
#include <stdint.h>

struct __cw_sink
{
    char *at;
    size_t room;
    size_t total;

    // Takes bytes that do not fit, and may set at and room anew.
    void (*drain)(struct __cw_sink *sink, const char *bytes, size_t size);

    // Widths and precisions of strings count characters instead of bytes, as wprintf wants it.
    int wide;
    int failed;
};

static inline void __cw_sink_put(struct __cw_sink *sink, const char *bytes, size_t size)
{
    sink->total += size;
    if (size > sink->room)
    {
        sink->drain(sink, bytes, size);
        return;
    }

    __builtin_memcpy(sink->at, bytes, size);
    sink->at += size;
    sink->room -= size;
}

// Puts the same character count times; a negative count is none.
void __cw_sink_fill(struct __cw_sink *sink, char c, int count);

#endif
