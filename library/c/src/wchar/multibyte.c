// mbrtowc, wcrtomb and their relatives: one character at a time (C17 7.29.6).
#include "encoding.h"
#include <errno.h>
#include <stdlib.h>
#include <wchar.h>

static mbstate_t of_mbrtowc;
static mbstate_t of_mbrlen;

static size_t decode(wchar_t *to, const char *text, size_t size, mbstate_t *state)
{
    unsigned int c = 0;
    for (size_t i = 0; i < size; i++)
    {
        int result = __cw_decode_byte((unsigned char)text[i], state, &c);
        if (result == __CW_DECODE_BAD)
            return (size_t)-1;
        if (result == __CW_DECODE_MORE)
            continue;
        if (to != NULL)
            *to = (wchar_t)c;
        return c == 0 ? 0 : i + 1;
    }

    return (size_t)-2;
}

size_t mbrtowc(wchar_t *restrict to, const char *restrict text, size_t size, mbstate_t *restrict state)
{
    if (state == NULL)
        state = &of_mbrtowc;
    return text == NULL ? decode(NULL, "", 1, state) : decode(to, text, size, state);
}

size_t mbrlen(const char *restrict text, size_t size, mbstate_t *restrict state)
{
    return mbrtowc(NULL, text, size, state != NULL ? state : &of_mbrlen);
}

size_t wcrtomb(char *restrict text, wchar_t c, mbstate_t *restrict state)
{
    if (state != NULL)
        state->__missing = 0;
    return text == NULL ? 1 : (size_t)__cw_encode(text, (unsigned int)c);
}

int mbsinit(const mbstate_t *state)
{
    return state == NULL || state->__missing == 0;
}

wint_t btowc(int c)
{
    return c >= 0 && c < 128 ? (wint_t)c : WEOF;
}

int wctob(wint_t c)
{
    return c < 128 ? (int)c : -1;
}

size_t __cw_mb_cur_max(void)
{
    return __cw_utf8_locale ? 6 : 1;
}

int mbtowc(wchar_t *restrict to, const char *restrict text, size_t size)
{
    // No character depends on the one before.
    if (text == NULL)
        return 0;
    mbstate_t state = {0};
    size_t result = decode(to, text, size, &state);
    if (result == (size_t)-2)
        errno = EILSEQ;
    return result >= (size_t)-2 ? -1 : (int)result;
}

int mblen(const char *text, size_t size)
{
    return mbtowc(NULL, text, size);
}

int wctomb(char *text, wchar_t c)
{
    return text == NULL ? 0 : __cw_encode(text, (unsigned int)c);
}
