// memchr: the first byte equal to c.
#include <crabwalk/host.h>
#include <string.h>

void *memchr(const void *text, int c, size_t size)
{
    return __builtin_memchr(text, c, size);
}
