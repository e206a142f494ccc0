// Closing a stream: what waits is written, the host's file closed, a temporary file removed.
#include "file.h"
#include <crabwalk/host.h>
#include <errno.h>

int __cw_close(FILE *stream)
{
    int result = __cw_flush(stream);
    if (stream->direction == __CW_READING)
        __cw_forget_input(stream);
    __cw_unlist_stream(stream);
    int error = __host_fd_close(stream->fd);
    if (stream->flags & __CW_FILE_TEMPORARY)
        __host_path_remove(stream->path);
    stream->flags = 0;
    stream->direction = __CW_NEITHER;
    stream->position = 0;
    stream->read_end = 0;
    stream->write_end = 0;
    if (error == 0)
        return result;
    errno = error;
    return EOF;
}
