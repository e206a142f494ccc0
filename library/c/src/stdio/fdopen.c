// fdopen: a stream on an open file descriptor.
#include "open.h"
#include <errno.h>

FILE *fdopen(int fd, const char *mode)
{
    struct __cw_mode wanted;
    if (!__cw_read_mode(mode, &wanted))
    {
        errno = EINVAL;
        return NULL;
    }

    FILE *stream = __cw_take_stream();
    if (stream != NULL)
        __cw_start_stream(stream, fd, wanted.stream);
    return stream;
}
