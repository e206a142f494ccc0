// strdup: a copy on the heap.
#include <crabwalk/host.h>
#include <stdlib.h>
#include <string.h>

char *strdup(const char *text)
{
    size_t size = __builtin_strlen(text) + 1;
    char *copy = malloc(size);
    return copy == NULL ? NULL : __builtin_memcpy(copy, text, size);
}
