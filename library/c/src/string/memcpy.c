// memcpy: the machine checks bounds and overlap.
#include <crabwalk/host.h>
#include <string.h>

void *memcpy(void *restrict to, const void *restrict from, size_t size)
{
    return __builtin_memcpy(to, from, size);
}
