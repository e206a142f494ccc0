// wcscmp, wcsncmp, wcscoll, wcsxfrm and wcscasecmp: comparing wide strings.
#include <wchar.h>
#include <wctype.h>

int wcscmp(const wchar_t *a, const wchar_t *b)
{
    while (*a == *b && *a != 0)
    {
        a++;
        b++;
    }

    return *a == *b ? 0 : *a < *b ? -1 : 1;
}

int wcsncmp(const wchar_t *a, const wchar_t *b, size_t size)
{
    for (size_t i = 0; i < size; i++)
    {
        if (a[i] != b[i])
            return a[i] < b[i] ? -1 : 1;
        if (a[i] == 0)
            return 0;
    }

    return 0;
}

int wcscoll(const wchar_t *a, const wchar_t *b)
{
    return wcscmp(a, b);
}

size_t wcsxfrm(wchar_t *restrict to, const wchar_t *restrict from, size_t size)
{
    size_t length = wcslen(from);
    if (size != 0)
        wmemcpy(to, from, length < size ? length + 1 : size);
    return length;
}

int wcscasecmp(const wchar_t *a, const wchar_t *b)
{
    for (;; a++, b++)
    {
        wint_t x = towlower((wint_t)*a);
        wint_t y = towlower((wint_t)*b);
        if (x != y)
            return x < y ? -1 : 1;
        if (x == 0)
            return 0;
    }
}
