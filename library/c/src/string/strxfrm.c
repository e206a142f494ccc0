// strxfrm: in both our locales a string is its own key.
#include <crabwalk/host.h>
#include <string.h>

size_t strxfrm(char *restrict to, const char *restrict from, size_t size)
{
    size_t length = __builtin_strlen(from);
    if (length < size)
        __builtin_memcpy(to, from, length + 1);
    else if (size != 0)
        __builtin_memcpy(to, from, size);
    return length;
}
