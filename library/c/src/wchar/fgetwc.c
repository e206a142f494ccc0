// fgetwc, getwc, getwchar, ungetwc and fgetws: wide input.
#include "../stdio/file.h"
#include "encoding.h"
#include <wchar.h>

wint_t fgetwc(FILE *stream)
{
    unsigned int c = 0;
    for (;;)
    {
        int byte = __cw_get(stream);
        if (byte == EOF)
            return WEOF;
        int result = __cw_decode_byte((unsigned char)byte, &stream->wide, &c);
        if (result == 1)
            return c;
        if (result == __CW_DECODE_BAD)
        {
            stream->flags |= __CW_FILE_ERROR;
            return WEOF;
        }
    }
}

wint_t getwc(FILE *stream)
{
    return fgetwc(stream);
}

wint_t getwchar(void)
{
    return fgetwc(stdin);
}

wint_t ungetwc(wint_t c, FILE *stream)
{
    char bytes[4];
    int size = c == WEOF ? -1 : __cw_encode(bytes, c);
    for (int i = size; i > 0; i--)
    {
        if (ungetc((unsigned char)bytes[i - 1], stream) == EOF)
            return WEOF;
    }

    return size < 0 ? WEOF : c;
}

wchar_t *fgetws(wchar_t *restrict to, int size, FILE *restrict stream)
{
    int length = 0;
    wint_t c = 0;
    while (length + 1 < size && c != L'\n')
    {
        c = fgetwc(stream);
        if (c == WEOF)
            break;
        to[length++] = (wchar_t)c;
    }

    if (length == 0 && size > 1)
        return NULL;
    to[length] = 0;
    return to;
}
