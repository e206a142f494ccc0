// stpcpy: strcpy that returns the end of the copy.
#define _GNU_SOURCE
#include <crabwalk/host.h>
#include <string.h>

char *stpcpy(char *restrict to, const char *restrict from)
{
    size_t length = __builtin_strlen(from);
    __builtin_memcpy(to, from, length + 1);
    return to + length;
}
