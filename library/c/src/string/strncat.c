// strncat: appends at most size characters and a null character.
#include <crabwalk/host.h>
#include <string.h>

char *strncat(char *restrict to, const char *restrict from, size_t size)
{
    char *end = to + __builtin_strlen(to);
    const char *stop = __builtin_memchr(from, 0, size);
    size_t length = stop == NULL ? size : (size_t)(stop - from);
    __builtin_memcpy(end, from, length);
    end[length] = '\0';
    return to;
}
