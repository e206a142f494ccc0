// ungetc: pushes a character back before what waits to be read.
#include "file.h"

int ungetc(int c, FILE *stream)
{
    __cw_check_open(stream, "ungetc");
    if (c == EOF || __cw_begin_reading(stream) != 0)
        return EOF;
    if (stream->position == 0 && stream->read_end == 0)
    {
        stream->position = stream->capacity;
        stream->read_end = stream->capacity;
    }

    if (stream->position == 0)
        return EOF;
    stream->data[--stream->position] = (unsigned char)c;
    stream->flags &= ~__CW_FILE_END;
    return (unsigned char)c;
}
