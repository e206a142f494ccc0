// Where scanf reads: a stream, or a string.
#ifndef __CW_SOURCE_H
#define __CW_SOURCE_H

#include "file.h"

struct __cw_source
{
    FILE *stream;
    const unsigned char *text;
    const unsigned char *end;
    size_t taken;
};

static inline int __cw_source_get(struct __cw_source *source)
{
    int c = EOF;
    if (source->stream != NULL)
        c = __cw_get(source->stream);
    else if (source->text != source->end)
        c = *source->text++;
    source->taken += c != EOF;
    return c;
}

// Puts back the character that was just read; the end of the input stays where it is.
static inline void __cw_source_unget(struct __cw_source *source, int c)
{
    if (c == EOF)
        return;
    source->taken--;
    if (source->stream != NULL)
        source->stream->position--;
    else
        source->text--;
}

// Reads by a format. Returns the number of stored values, or EOF when the input ended before the first.
int __cw_scan(struct __cw_source *source, const char *format, __builtin_va_list arguments);

#endif
