// fputwc, putwc, putwchar, fputws and fwide: wide output. A stream takes bytes and wide characters alike.
#include "../stdio/file.h"
#include "encoding.h"
#include <wchar.h>

wint_t fputwc(wchar_t c, FILE *stream)
{
    char bytes[4];
    int size = __cw_encode(bytes, (unsigned int)c);
    if (size < 0)
    {
        __cw_check_open(stream, "fputwc");
        stream->flags |= __CW_FILE_ERROR;
        return WEOF;
    }

    for (int i = 0; i < size; i++)
    {
        if (__cw_put((unsigned char)bytes[i], stream) == EOF)
            return WEOF;
    }

    stream->flags |= __CW_FILE_WIDE;
    return (wint_t)c;
}

wint_t putwc(wchar_t c, FILE *stream)
{
    return fputwc(c, stream);
}

wint_t putwchar(wchar_t c)
{
    return fputwc(c, stdout);
}

int fputws(const wchar_t *restrict text, FILE *restrict stream)
{
    for (; *text != 0; text++)
    {
        if (fputwc(*text, stream) == WEOF)
            return -1;
    }

    return __cw_after_write(stream) == 0 ? 1 : -1;
}

int fwide(FILE *stream, int mode)
{
    __cw_check_open(stream, "fwide");
    if (mode > 0)
        stream->flags |= __CW_FILE_WIDE;
    return (stream->flags & __CW_FILE_WIDE) != 0;
}
