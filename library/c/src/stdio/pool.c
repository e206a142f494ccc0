// The streams that fopen gives out. They are static, as are their buffers, so that a stream that stays open until the
// program ends is no leak; a closed one is used again as late as possible, so that a late use of it is noticed.
#include "open.h"
#include <errno.h>

enum
{
    STREAMS = 64
};

static FILE streams[STREAMS];
static unsigned char buffers[STREAMS][__CW_FILE_BUFFER];
static int last = STREAMS - 1;

FILE *__cw_take_stream(void)
{
    for (int i = 1; i <= STREAMS; i++)
    {
        int candidate = (last + i) % STREAMS;
        if (!(streams[candidate].flags & __CW_FILE_OPEN))
        {
            last = candidate;
            streams[candidate].data = buffers[candidate];
            streams[candidate].capacity = __CW_FILE_BUFFER;
            return &streams[candidate];
        }
    }

    errno = EMFILE;
    return NULL;
}

void __cw_start_stream(FILE *stream, int fd, int flags)
{
    stream->position = 0;
    stream->read_end = 0;
    stream->write_end = 0;
    stream->fd = fd;
    stream->flags = __CW_FILE_OPEN | flags;
    stream->direction = __CW_NEITHER;
    stream->buffering = __CW_BUFFER_FULL;
    stream->wide.__missing = 0;
}
