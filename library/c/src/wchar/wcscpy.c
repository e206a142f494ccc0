// wcscpy, wcsncpy, wcscat and wcsncat: copying wide strings.
#include <wchar.h>

wchar_t *wcscpy(wchar_t *restrict to, const wchar_t *restrict from)
{
    return wmemcpy(to, from, wcslen(from) + 1);
}

wchar_t *wcsncpy(wchar_t *restrict to, const wchar_t *restrict from, size_t size)
{
    size_t i = 0;
    for (; i < size && from[i] != 0; i++)
        to[i] = from[i];
    for (; i < size; i++)
        to[i] = 0;
    return to;
}

wchar_t *wcscat(wchar_t *restrict to, const wchar_t *restrict from)
{
    wmemcpy(to + wcslen(to), from, wcslen(from) + 1);
    return to;
}

wchar_t *wcsncat(wchar_t *restrict to, const wchar_t *restrict from, size_t size)
{
    wchar_t *end = to + wcslen(to);
    size_t i = 0;
    for (; i < size && from[i] != 0; i++)
        end[i] = from[i];
    end[i] = 0;
    return to;
}
