// bcopy: BSD's memmove, arguments the other way round.
#include <crabwalk/host.h>
#include <strings.h>

void bcopy(const void *from, void *to, size_t size)
{
    __builtin_memmove(to, from, size);
}
