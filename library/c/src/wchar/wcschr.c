// wcschr, wcsrchr, wcsspn, wcscspn, wcspbrk and wcsstr: searching wide strings.
#include <wchar.h>

wchar_t *wcschr(const wchar_t *text, wchar_t c)
{
    for (; *text != c; text++)
    {
        if (*text == 0)
            return NULL;
    }

    return (wchar_t *)text;
}

wchar_t *wcsrchr(const wchar_t *text, wchar_t c)
{
    for (size_t i = wcslen(text) + 1; i > 0; i--)
    {
        if (text[i - 1] == c)
            return (wchar_t *)text + (i - 1);
    }

    return NULL;
}

size_t wcsspn(const wchar_t *text, const wchar_t *accept)
{
    size_t i = 0;
    while (text[i] != 0 && wcschr(accept, text[i]) != NULL)
        i++;
    return i;
}

size_t wcscspn(const wchar_t *text, const wchar_t *reject)
{
    size_t i = 0;
    while (text[i] != 0 && wcschr(reject, text[i]) == NULL)
        i++;
    return i;
}

wchar_t *wcspbrk(const wchar_t *text, const wchar_t *accept)
{
    size_t i = wcscspn(text, accept);
    return text[i] == 0 ? NULL : (wchar_t *)text + i;
}

wchar_t *wcsstr(const wchar_t *text, const wchar_t *sought)
{
    size_t length = wcslen(sought);
    for (;; text++)
    {
        if (wcsncmp(text, sought, length) == 0)
            return (wchar_t *)text;
        if (*text == 0)
            return NULL;
    }
}
