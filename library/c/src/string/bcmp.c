// bcmp: BSD's memcmp.
#include <crabwalk/host.h>
#include <strings.h>

int bcmp(const void *a, const void *b, size_t size)
{
    return __builtin_memcmp(a, b, size);
}
