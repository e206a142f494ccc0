// freopen: the stream goes on with another file, as in freopen("in.txt", "r", stdin).
#include "open.h"
#include <crabwalk/host.h>
#include <errno.h>

FILE *freopen(const char *restrict path, const char *restrict mode, FILE *restrict stream)
{
    struct __cw_mode wanted;
    int fd = -1;
    __crabwalk_check(stream != NULL, "UB.StreamState", "`freopen` was given NULL instead of a stream");
    if (!__cw_read_mode(mode, &wanted) || path == NULL)
    {
        errno = EINVAL;
        return NULL;
    }

    // A failure to close the old file is not reported (C17 7.21.5.4p3).
    if (stream->flags & __CW_FILE_OPEN)
        __cw_close(stream);
    int error = __host_path_open(path, wanted.host, &fd);
    if (error != 0)
    {
        errno = error;
        return NULL;
    }

    stream->position = 0;
    stream->fd = fd;
    stream->flags = __CW_FILE_OPEN | wanted.stream;
    stream->buffering = __CW_BUFFER_FULL;
    return stream;
}
