// Reading: how a stream gets more.
#include "file.h"
#include <crabwalk/host.h>
#include <errno.h>

static int fail(FILE *stream, int error)
{
    stream->flags |= __CW_FILE_ERROR;
    errno = error;
    return EOF;
}

int __cw_begin_reading(FILE *stream)
{
    if (stream->direction == __CW_READING)
        return 0;
    if (!(stream->flags & __CW_FILE_READABLE))
        return fail(stream, EBADF);

    // C17 7.21.5.3p7: between writing and reading stands fflush or a positioning call.
    __crabwalk_check(stream->direction != __CW_WRITING || stream->position == 0, "UB.StreamState",
        "input directly after output on one stream: call `fflush`, `fseek`, `fsetpos` or `rewind` between them");
    if (__cw_flush(stream) != 0)
        return EOF;
    stream->flags |= __CW_FILE_USED;
    stream->direction = __CW_READING;
    stream->position = 0;
    stream->read_end = 0;
    stream->write_end = 0;
    return 0;
}

// A question asked before its answer is read: what waits on line-buffered streams is shown first.
static void show_waiting_output(void)
{
    for (FILE *stream = __cw_streams; stream != NULL; stream = stream->next)
    {
        if (stream->buffering == __CW_BUFFER_LINE || stream->buffering == __CW_BUFFER_PROMPT)
            __cw_flush(stream);
    }
}

int __cw_fill(FILE *stream)
{
    if (__cw_begin_reading(stream) != 0)
        return EOF;
    if (stream->position < stream->read_end)
        return 0;

    // The end is remembered until clearerr, though a terminal could have more.
    if (stream->flags & __CW_FILE_END)
        return EOF;
    show_waiting_output();
    size_t start = stream->capacity >= 64 ? __CW_FILE_PUSHBACK : 0;
    size_t room = stream->buffering == __CW_BUFFER_NONE ? 1 : stream->capacity - start;
    size_t got = 0;
    stream->position = 0;
    stream->read_end = 0;
    int error = __host_fd_read(stream->fd, stream->data + start, room, &got);
    if (error != 0)
        return fail(stream, error);
    if (got == 0)
    {
        stream->flags |= __CW_FILE_END;
        return EOF;
    }

    stream->position = start;
    stream->read_end = start + got;
    return 0;
}

int __cw_get_slowly(FILE *stream)
{
    __cw_check_open(stream, "getc");
    if (__cw_fill(stream) != 0)
        return EOF;
    return stream->data[stream->position++];
}
