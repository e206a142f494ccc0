// strncpy: at most size characters, the rest filled with null characters.
#include <crabwalk/host.h>
#include <string.h>

char *strncpy(char *restrict to, const char *restrict from, size_t size)
{
    const char *end = __builtin_memchr(from, 0, size);
    size_t length = end == NULL ? size : (size_t)(end - from);
    __builtin_memcpy(to, from, length);
    if (length < size)
        __builtin_memset(to + length, 0, size - length);
    return to;
}
