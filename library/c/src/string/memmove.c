// memmove: as memcpy, overlap allowed.
#include <string.h>

void *memmove(void *to, const void *from, size_t size)
{
    return __builtin_memmove(to, from, size);
}
