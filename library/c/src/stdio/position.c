// The place in a file.
#include "file.h"
#include <crabwalk/host.h>
#include <errno.h>

int __cw_forget_input(FILE *stream)
{
    size_t ahead = stream->read_end - stream->position;
    stream->position = 0;
    stream->read_end = 0;
    stream->direction = __CW_NEITHER;
    __cw_int64 place = 0;
    return ahead == 0 ? 0 : __host_fd_seek(stream->fd, -(__cw_int64)ahead, SEEK_CUR, &place);
}

int __cw_seek(FILE *stream, __cw_off offset, int whence)
{
    if (whence < SEEK_SET || whence > SEEK_END)
    {
        errno = EINVAL;
        return -1;
    }

    if (__cw_flush(stream) != 0)
        return -1;
    if (stream->direction == __CW_READING && whence == SEEK_CUR)
        offset -= (__cw_off)(stream->read_end - stream->position);
    __cw_int64 place = 0;
    int error = __host_fd_seek(stream->fd, offset, whence, &place);
    if (error != 0)
    {
        errno = error;
        return -1;
    }

    stream->direction = __CW_NEITHER;
    stream->position = 0;
    stream->read_end = 0;
    stream->write_end = 0;
    stream->flags &= ~__CW_FILE_END;
    return 0;
}

__cw_off __cw_tell(FILE *stream)
{
    __cw_int64 place = 0;
    int whence = stream->direction == __CW_WRITING && (stream->flags & __CW_FILE_APPEND) ? SEEK_END : SEEK_CUR;
    int error = __host_fd_seek(stream->fd, 0, whence, &place);
    if (error != 0)
    {
        errno = error;
        return -1;
    }

    if (stream->direction == __CW_READING)
        return place - (__cw_off)(stream->read_end - stream->position);
    return stream->direction == __CW_WRITING ? place + (__cw_off)stream->position : place;
}
