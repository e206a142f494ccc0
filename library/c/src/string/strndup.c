// strndup: a copy of at most size characters on the heap.
#include <crabwalk/host.h>
#include <stdlib.h>
#include <string.h>

char *strndup(const char *text, size_t size)
{
    const char *end = __builtin_memchr(text, 0, size);
    size_t length = end == NULL ? size : (size_t)(end - text);
    char *copy = malloc(length + 1);
    if (copy == NULL)
        return NULL;
    __builtin_memcpy(copy, text, length);
    copy[length] = '\0';
    return copy;
}
