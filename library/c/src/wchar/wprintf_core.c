// The wide printf family: the format becomes UTF-8, is formatted as by printf, and the result becomes wide
// characters again, or bytes of the stream.
#include "../stdio/file.h"
#include "../stdio/format.h"
#include "encoding.h"
#include <stdlib.h>
#include <wchar.h>

static char *narrow(const wchar_t *text)
{
    size_t length = wcslen(text);
    char *bytes = malloc(length * 4 + 1);
    size_t size = 0;
    if (bytes == NULL)
        return NULL;
    for (size_t i = 0; i < length; i++)
    {
        int one = __cw_encode_utf8(bytes + size, (unsigned int)text[i]);
        size += one > 0 ? (size_t)one : 0;
    }

    bytes[size] = '\0';
    return bytes;
}

struct wide_sink
{
    struct __cw_sink sink;
    wchar_t *to;
    FILE *stream;
    size_t size;
    size_t count;
    unsigned int partial;
    int missing;
};

static void put(struct wide_sink *target, unsigned int c)
{
    if (target->stream != NULL)
    {
        if (fputwc((wchar_t)c, target->stream) == WEOF)
            target->sink.failed = 1;
    }
    else if (target->count < target->size)
    {
        target->to[target->count] = (wchar_t)c;
    }

    target->count++;
}

static void drain(struct __cw_sink *sink, const char *bytes, size_t size)
{
    // The sink is the first member, so its address is the whole's.
    struct wide_sink *target = (struct wide_sink *)sink;
    for (size_t i = 0; i < size; i++)
    {
        unsigned char byte = (unsigned char)bytes[i];
        if (byte >= 0xc0)
        {
            target->missing = byte < 0xe0 ? 1 : byte < 0xf0 ? 2 : 3;
            target->partial = byte & (0x3fu >> target->missing);
            continue;
        }

        if (byte >= 0x80)
        {
            target->partial = target->partial << 6 | (byte & 0x3f);
            if (--target->missing == 0)
                put(target, target->partial);
            continue;
        }

        put(target, byte);
    }
}

static int run(struct wide_sink *target, const wchar_t *format, va_list arguments)
{
    char nothing[1];
    char *bytes = narrow(format);
    if (bytes == NULL)
        return -1;
    target->sink.at = nothing;
    target->sink.drain = drain;
    target->sink.wide = 1;
    int result = __cw_format(&target->sink, bytes, arguments);
    free(bytes);
    return result < 0 || target->sink.failed ? -1 : (int)target->count;
}

int vswprintf(wchar_t *restrict to, size_t size, const wchar_t *restrict format, va_list arguments)
{
    struct wide_sink target = {.to = to, .size = size};
    int result = run(&target, format, arguments);

    // Unlike snprintf, it fails when the array is too small (C17 7.29.2.3p3).
    if (size == 0)
        return -1;
    to[result >= 0 && (size_t)result < size ? (size_t)result : size - 1] = 0;
    return result >= 0 && (size_t)result < size ? result : -1;
}

int vfwprintf(FILE *restrict stream, const wchar_t *restrict format, va_list arguments)
{
    struct wide_sink target = {.stream = stream};
    __cw_check_open(stream, "wprintf");
    int result = run(&target, format, arguments);
    return __cw_after_write(stream) == 0 ? result : -1;
}
