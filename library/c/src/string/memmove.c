// memmove: as memcpy, overlap allowed.
#include <crabwalk/host.h>
#include <string.h>

void *memmove(void *to, const void *from, size_t size)
{
    return __builtin_memmove(to, from, size);
}
