// feof, ferror, clearerr and fileno: what a stream remembers.
#include "file.h"

int feof(FILE *stream)
{
    __cw_check_open(stream, "feof");
    return (stream->flags & __CW_FILE_END) != 0;
}

int ferror(FILE *stream)
{
    __cw_check_open(stream, "ferror");
    return (stream->flags & __CW_FILE_ERROR) != 0;
}

void clearerr(FILE *stream)
{
    __cw_check_open(stream, "clearerr");
    stream->flags &= ~(__CW_FILE_END | __CW_FILE_ERROR);
}

int fileno(FILE *stream)
{
    __cw_check_open(stream, "fileno");
    return stream->fd;
}
