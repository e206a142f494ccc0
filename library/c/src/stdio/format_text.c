// The conversions s and c.
#include "format.h"
#include "../wchar/encoding.h"
#include <crabwalk/host.h>

static void put_padded(struct __cw_sink *sink, const struct __cw_spec *spec, const char *text, size_t size, size_t columns)
{
    int padding = (size_t)spec->width > columns ? spec->width - (int)columns : 0;
    if (!(spec->flags & __CW_FLAG_LEFT))
        __cw_sink_fill(sink, ' ', padding);
    __cw_sink_put(sink, text, size);
    if (spec->flags & __CW_FLAG_LEFT)
        __cw_sink_fill(sink, ' ', padding);
}

// How many bytes of UTF-8 make the first limit characters; *columns is how many there are.
static size_t measure_characters(const char *text, size_t limit, size_t *columns)
{
    size_t size = 0;
    size_t count = 0;
    while (text[size] != '\0' && count < limit)
    {
        size++;
        while ((text[size] & 0xc0) == 0x80)
            size++;
        count++;
    }

    *columns = count;
    return size;
}

void __cw_format_text(struct __cw_sink *sink, const struct __cw_spec *spec, const char *text)
{
    // C17 7.21.6.1p8: the argument of %s points to a string. Linux shows NULL as (null).
    __crabwalk_check(text != NULL, "UB.LibraryArgument", "`%s` was given NULL instead of a string");
    if (text == NULL)
        text = spec->precision < 0 || spec->precision >= 6 ? "(null)" : "";
    size_t columns = 0;
    size_t size = 0;
    if (sink->wide)
    {
        size = measure_characters(text, spec->precision < 0 ? SIZE_MAX : (size_t)spec->precision, &columns);
    }
    else if (spec->precision < 0)
    {
        columns = size = __builtin_strlen(text);
    }
    else
    {
        const char *end = __builtin_memchr(text, 0, (size_t)spec->precision);
        columns = size = end == NULL ? (size_t)spec->precision : (size_t)(end - text);
    }

    put_padded(sink, spec, text, size, columns);
}

void __cw_format_character(struct __cw_sink *sink, const struct __cw_spec *spec, int c)
{
    char byte = (char)(unsigned char)c;
    put_padded(sink, spec, &byte, 1, 1);
}

void __cw_format_wide_character(struct __cw_sink *sink, const struct __cw_spec *spec, unsigned int c)
{
    char bytes[4];
    int size = sink->wide ? __cw_encode_utf8(bytes, c) : __cw_encode(bytes, c);
    if (size < 0)
        sink->failed = 1;
    else
        put_padded(sink, spec, bytes, (size_t)size, sink->wide ? 1 : (size_t)size);
}

// A wide string becomes bytes character by character; a precision counts bytes (characters for wprintf), and no
// character is cut.
void __cw_format_wide_text(struct __cw_sink *sink, const struct __cw_spec *spec, const void *text)
{
    const __cw_wchar *from = text;
    char bytes[4];
    __crabwalk_check(text != NULL, "UB.LibraryArgument", "`%ls` was given NULL instead of a string");
    if (text == NULL)
        from = L"(null)";
    size_t limit = spec->precision < 0 ? SIZE_MAX : (size_t)spec->precision;
    size_t columns = 0;
    size_t count = 0;
    while (columns < limit && from[count] != 0)
    {
        int size = sink->wide ? __cw_encode_utf8(bytes, (unsigned int)from[count]) : __cw_encode(bytes, (unsigned int)from[count]);
        if (size < 0)
        {
            sink->failed = 1;
            return;
        }

        size_t wide = sink->wide ? 1 : (size_t)size;
        if (wide > limit - columns)
            break;
        columns += wide;
        count++;
    }

    int padding = (size_t)spec->width > columns ? spec->width - (int)columns : 0;
    if (!(spec->flags & __CW_FLAG_LEFT))
        __cw_sink_fill(sink, ' ', padding);
    for (size_t i = 0; i < count; i++)
        __cw_sink_put(sink, bytes, (size_t)__cw_encode_utf8(bytes, (unsigned int)from[i]));
    if (spec->flags & __CW_FLAG_LEFT)
        __cw_sink_fill(sink, ' ', padding);
}
