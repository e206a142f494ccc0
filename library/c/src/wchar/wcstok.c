// wcstok: the next token.
#include <wchar.h>

wchar_t *wcstok(wchar_t *restrict text, const wchar_t *restrict separators, wchar_t **restrict rest)
{
    wchar_t *token = text != NULL ? text : *rest;
    token += wcsspn(token, separators);
    wchar_t *end = token + wcscspn(token, separators);
    *rest = end;
    if (end == token)
        return NULL;
    if (*end != 0)
    {
        *end = 0;
        *rest = end + 1;
    }

    return token;
}
