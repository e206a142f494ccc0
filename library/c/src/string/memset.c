// memset: fills with one byte.
#include <crabwalk/host.h>
#include <string.h>

void *memset(void *to, int c, size_t size)
{
    return __builtin_memset(to, c, size);
}
