// memccpy: copies up to and including the first byte equal to c.
#define _GNU_SOURCE
#include <crabwalk/host.h>
#include <string.h>

void *memccpy(void *restrict to, const void *restrict from, int c, size_t size)
{
    const unsigned char *found = __builtin_memchr(from, c, size);
    size_t length = found == NULL ? size : (size_t)(found - (const unsigned char *)from) + 1;
    __builtin_memcpy(to, from, length);
    return found == NULL ? NULL : (unsigned char *)to + length;
}
