// strnlen: the length, or size when no null character comes before.
#include <crabwalk/host.h>
#include <string.h>

size_t strnlen(const char *text, size_t size)
{
    const char *end = __builtin_memchr(text, 0, size);
    return end == NULL ? size : (size_t)(end - text);
}
