// fseek, fseeko and rewind: go to a place in the file.
#include "file.h"

int fseek(FILE *stream, long offset, int whence)
{
    __cw_check_open(stream, "fseek");
    return __cw_seek(stream, offset, whence);
}

int fseeko(FILE *stream, off_t offset, int whence)
{
    __cw_check_open(stream, "fseeko");
    return __cw_seek(stream, offset, whence);
}

void rewind(FILE *stream)
{
    __cw_check_open(stream, "rewind");
    __cw_seek(stream, 0, SEEK_SET);
    stream->flags &= ~__CW_FILE_ERROR;
}
