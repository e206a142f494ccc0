// fopen: opens a file of the folder that the program was granted.
#include "open.h"
#include <crabwalk/host.h>
#include <errno.h>

FILE *fopen(const char *restrict path, const char *restrict mode)
{
    struct __cw_mode wanted;
    int fd = -1;
    __crabwalk_check(path != NULL && mode != NULL, "UB.LibraryArgument", "`fopen` was given NULL instead of a string");
    if (!__cw_read_mode(mode, &wanted))
    {
        errno = EINVAL;
        return NULL;
    }

    FILE *stream = __cw_take_stream();
    if (stream == NULL)
        return NULL;
    int error = __host_path_open(path, wanted.host, &fd);
    if (error != 0)
    {
        errno = error;
        return NULL;
    }

    __cw_start_stream(stream, fd, wanted.stream);
    return stream;
}
