// bzero, explicit_bzero: fill with zero bytes.
#include <crabwalk/host.h>
#include <strings.h>

void bzero(void *to, size_t size)
{
    __builtin_memset(to, 0, size);
}

void explicit_bzero(void *to, size_t size)
{
    __builtin_memset(to, 0, size);
}
