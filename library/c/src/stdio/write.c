// Writing: what waits in a stream, and when it goes to the host.
#include "file.h"
#include <crabwalk/host.h>
#include <errno.h>

static int fail(FILE *stream, int error)
{
    stream->flags |= __CW_FILE_ERROR;
    errno = error;
    return EOF;
}

static size_t send(FILE *stream, const unsigned char *bytes, size_t size)
{
    size_t sent = 0;
    while (sent < size)
    {
        size_t put = 0;
        int error = __host_fd_write(stream->fd, bytes + sent, size - sent, &put);
        if (error != 0)
        {
            fail(stream, error);
            break;
        }

        sent += put;
    }

    return sent;
}

int __cw_flush(FILE *stream)
{
    size_t waiting = stream->position;
    if (stream->direction != __CW_WRITING || waiting == 0)
        return 0;
    stream->position = 0;
    return send(stream, stream->data, waiting) == waiting ? 0 : EOF;
}

static void choose_buffering(FILE *stream)
{
    if (stream->flags & __CW_FILE_USED)
        return;
    stream->flags |= __CW_FILE_USED;
    if (stream->buffering == __CW_BUFFER_FULL && __host_fd_isatty(stream->fd))
        stream->buffering = __CW_BUFFER_LINE;
}

int __cw_begin_writing(FILE *stream)
{
    if (stream->direction == __CW_WRITING)
        return 0;
    if (!(stream->flags & __CW_FILE_WRITABLE))
        return fail(stream, EBADF);

    // C17 7.21.5.3p7: between reading and writing stands a positioning call, unless the end was met.
    __crabwalk_check(stream->direction != __CW_READING || (stream->flags & __CW_FILE_END), "UB.StreamState",
        "output directly after input on one stream: call `fseek`, `fsetpos` or `rewind` between them");
    if (stream->direction == __CW_READING)
        __cw_forget_input(stream);
    choose_buffering(stream);
    stream->direction = __CW_WRITING;
    stream->position = 0;
    stream->read_end = 0;
    stream->write_end = stream->buffering == __CW_BUFFER_NONE ? 0 : stream->capacity;
    __cw_list_stream(stream);
    return 0;
}

// The index after the last newline, or 0.
static size_t after_last_newline(const unsigned char *bytes, size_t size)
{
    while (size > 0 && bytes[size - 1] != '\n')
        size--;
    return size;
}

// Takes bytes that may wait.
static size_t keep(FILE *stream, const unsigned char *bytes, size_t size)
{
    if (size > stream->write_end - stream->position && __cw_flush(stream) != 0)
        return 0;
    if (size >= stream->write_end)
        return send(stream, bytes, size);
    __builtin_memcpy(stream->data + stream->position, bytes, size);
    stream->position += size;
    return size;
}

size_t __cw_write(FILE *stream, const void *bytes, size_t size)
{
    if (size == 0 || __cw_begin_writing(stream) != 0)
        return 0;
    if (stream->buffering == __CW_BUFFER_NONE)
        return send(stream, bytes, size);
    if (stream->buffering != __CW_BUFFER_LINE)
        return keep(stream, bytes, size);
    size_t lines = after_last_newline(bytes, size);
    if (lines == 0)
        return keep(stream, bytes, size);
    size_t taken = keep(stream, bytes, lines);
    if (taken < lines || __cw_flush(stream) != 0)
        return taken;
    return lines + (lines == size ? 0 : keep(stream, (const unsigned char *)bytes + lines, size - lines));
}

int __cw_after_write(FILE *stream)
{
    return stream->buffering == __CW_BUFFER_PROMPT ? __cw_flush(stream) : 0;
}

int __cw_put_slowly(int c, FILE *stream)
{
    unsigned char byte = (unsigned char)c;
    __cw_check_open(stream, "putc");
    if (__cw_begin_writing(stream) != 0 || __cw_write(stream, &byte, 1) != 1)
        return EOF;
    if (byte == '\n' && __cw_after_write(stream) != 0)
        return EOF;
    return byte;
}
