// mbsrtowcs, wcsrtombs and their older forms: whole strings (C17 7.29.6.4).
#include "encoding.h"
#include <crabwalk/host.h>
#include <stdlib.h>
#include <wchar.h>

size_t mbsrtowcs(wchar_t *restrict to, const char **restrict from, size_t size, mbstate_t *restrict state)
{
    static mbstate_t own;
    const char *text = *from;
    size_t count = 0;
    if (state == NULL)
        state = &own;
    while (to == NULL || count < size)
    {
        wchar_t c = 0;
        size_t length = mbrtowc(&c, text, 4, state);
        if (length >= (size_t)-2)
        {
            if (to != NULL)
                *from = text;
            return (size_t)-1;
        }

        if (to != NULL)
            to[count] = c;
        if (c == 0)
        {
            if (to != NULL)
                *from = NULL;
            return count;
        }

        text += length;
        count++;
    }

    *from = text;
    return count;
}

size_t wcsrtombs(char *restrict to, const wchar_t **restrict from, size_t size, mbstate_t *restrict state)
{
    const wchar_t *text = *from;
    size_t count = 0;
    (void)state;
    for (;; text++)
    {
        char bytes[4];
        int length = __cw_encode(bytes, (unsigned int)*text);
        if (length < 0 || (to != NULL && (size_t)length > size - count))
        {
            if (to != NULL)
                *from = text;
            return length < 0 ? (size_t)-1 : count;
        }

        if (to != NULL)
            __builtin_memcpy(to + count, bytes, (size_t)length);
        if (*text == 0)
        {
            if (to != NULL)
                *from = NULL;
            return count;
        }

        count += (size_t)length;
    }
}

size_t mbstowcs(wchar_t *restrict to, const char *restrict from, size_t size)
{
    mbstate_t state = {0};
    const char *rest = from;
    return mbsrtowcs(to, &rest, size, &state);
}

size_t wcstombs(char *restrict to, const wchar_t *restrict from, size_t size)
{
    mbstate_t state = {0};
    const wchar_t *rest = from;
    return wcsrtombs(to, &rest, size, &state);
}
