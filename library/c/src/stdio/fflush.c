// fflush: writes out what waits; NULL means every stream.
#include "file.h"
#include <crabwalk/host.h>

static int flush_all(void)
{
    int result = 0;
    for (FILE *stream = __cw_streams; stream != NULL; stream = stream->next)
    {
        if (__cw_flush(stream) != 0)
            result = EOF;
    }

    return result;
}

int fflush(FILE *stream)
{
    if (stream == NULL)
        return flush_all();
    __cw_check_open(stream, "fflush");

    // On input, the host's place is put back to the program's, as POSIX says; a terminal or pipe stays as it is.
    if (stream->direction == __CW_READING)
    {
        __cw_int64 place = 0;
        if (__host_fd_seek(stream->fd, 0, SEEK_CUR, &place) == 0)
            __cw_forget_input(stream);
        return 0;
    }

    return __cw_flush(stream);
}
