// wcsdup: a copy on the heap.
#include <stdlib.h>
#include <wchar.h>

wchar_t *wcsdup(const wchar_t *text)
{
    size_t count = wcslen(text) + 1;
    wchar_t *copy = malloc(count * sizeof(wchar_t));
    return copy == NULL ? NULL : wmemcpy(copy, text, count);
}
