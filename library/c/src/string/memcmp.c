// memcmp: compares bytes as unsigned char.
#include <crabwalk/host.h>
#include <string.h>

int memcmp(const void *a, const void *b, size_t size)
{
    return __builtin_memcmp(a, b, size);
}
