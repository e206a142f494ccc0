// ftell and ftello: the place in the file.
#include "file.h"
#include <errno.h>
#include <limits.h>

long ftell(FILE *stream)
{
    __cw_check_open(stream, "ftell");
    __cw_off place = __cw_tell(stream);
    if (place <= LONG_MAX)
        return (long)place;
    errno = EOVERFLOW;
    return -1;
}

off_t ftello(FILE *stream)
{
    __cw_check_open(stream, "ftello");
    return __cw_tell(stream);
}
