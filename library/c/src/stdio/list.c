// The streams that exit has to write out.
#include "file.h"
#include "../start/finish.h"

FILE *__cw_streams;

static void finish(void)
{
    while (__cw_streams != NULL)
    {
        FILE *stream = __cw_streams;
        __cw_streams = stream->next;
        stream->flags &= ~__CW_FILE_LISTED;
        __cw_flush(stream);
        if (stream->flags & __CW_FILE_TEMPORARY)
            __cw_close(stream);
    }
}

void __cw_list_stream(FILE *stream)
{
    static int registered;
    if (stream->flags & __CW_FILE_LISTED)
        return;
    if (!registered)
        __cw_at_finish(finish);
    registered = 1;
    stream->flags |= __CW_FILE_LISTED;
    stream->next = __cw_streams;
    __cw_streams = stream;
}

void __cw_unlist_stream(FILE *stream)
{
    FILE **link = &__cw_streams;
    while (*link != NULL && *link != stream)
        link = &(*link)->next;
    if (*link == stream)
        *link = stream->next;
    stream->flags &= ~__CW_FILE_LISTED;
}
