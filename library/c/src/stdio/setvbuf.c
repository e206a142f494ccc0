// setvbuf and setbuf: when output goes out, and whose array it waits in.
#include "file.h"

static enum __cw_buffering buffering_of(int mode)
{
    return mode == _IOFBF ? __CW_BUFFER_FULL : mode == _IOLBF ? __CW_BUFFER_LINE : __CW_BUFFER_NONE;
}

int setvbuf(FILE *restrict stream, char *restrict buffer, int mode, size_t size)
{
    __cw_check_open(stream, "setvbuf");
    if (mode != _IOFBF && mode != _IOLBF && mode != _IONBF)
        return EOF;
    if (stream->direction != __CW_NEITHER && __cw_flush(stream) != 0)
        return EOF;
    stream->flags |= __CW_FILE_USED;
    stream->buffering = buffering_of(mode);

    // What was read ahead stays where it is, in the old array.
    if (buffer != NULL && size != 0 && mode != _IONBF && stream->direction != __CW_READING)
    {
        stream->data = (unsigned char *)buffer;
        stream->capacity = size;
    }

    if (stream->direction == __CW_WRITING)
        stream->write_end = mode == _IONBF ? 0 : stream->capacity;
    return 0;
}

void setbuf(FILE *restrict stream, char *restrict buffer)
{
    setvbuf(stream, buffer, buffer != NULL ? _IOFBF : _IONBF, BUFSIZ);
}

void setbuffer(FILE *stream, char *buffer, size_t size)
{
    setvbuf(stream, buffer, buffer != NULL ? _IOFBF : _IONBF, size);
}

void setlinebuf(FILE *stream)
{
    setvbuf(stream, NULL, _IOLBF, 0);
}
