// <uchar.h>: UTF-16 and UTF-32 (C17 7.28).
#include "encoding.h"
#include <errno.h>
#include <uchar.h>
#include <wchar.h>

// Between two calls, a state with this mark holds a low surrogate that is to be given out or was waited for.
#define SURROGATE 0x80000000u

size_t mbrtoc32(char32_t *restrict to, const char *restrict text, size_t size, mbstate_t *restrict state)
{
    static mbstate_t own;
    wchar_t c = 0;
    size_t length = mbrtowc(&c, text, size, state != NULL ? state : &own);
    if (to != NULL && text != NULL && length < (size_t)-2)
        *to = (char32_t)c;
    return length;
}

size_t c32rtomb(char *restrict text, char32_t c, mbstate_t *restrict state)
{
    return wcrtomb(text, (wchar_t)c, state);
}

size_t mbrtoc16(char16_t *restrict to, const char *restrict text, size_t size, mbstate_t *restrict state)
{
    static mbstate_t own;
    char32_t c = 0;
    if (state == NULL)
        state = &own;
    if (state->__value & SURROGATE)
    {
        if (to != NULL)
            *to = (char16_t)(state->__value & 0xffff);
        state->__value = 0;
        return (size_t)-3;
    }

    size_t length = mbrtoc32(&c, text, size, state);
    if (length >= (size_t)-2 || text == NULL)
        return length;
    if (c >= 0x10000)
    {
        state->__value = SURROGATE | 0xdc00 | (c & 0x3ff);
        c = 0xd7c0 + (c >> 10);
    }

    if (to != NULL)
        *to = (char16_t)c;
    return length;
}

size_t c16rtomb(char *restrict text, char16_t c, mbstate_t *restrict state)
{
    static mbstate_t own;
    if (state == NULL)
        state = &own;
    if (text == NULL)
    {
        state->__value = 0;
        return 1;
    }

    if (state->__value & SURROGATE)
    {
        unsigned int high = state->__value & 0xffff;
        state->__value = 0;
        if (c < 0xdc00 || c > 0xdfff)
        {
            errno = EILSEQ;
            return (size_t)-1;
        }

        return (size_t)__cw_encode(text, ((high - 0xd800) << 10) + (c - 0xdc00u) + 0x10000);
    }

    if (c >= 0xd800 && c < 0xdc00)
    {
        state->__value = SURROGATE | c;
        return 0;
    }

    return (size_t)__cw_encode(text, c);
}
