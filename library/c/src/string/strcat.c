// strcat: appends a string.
#include <crabwalk/host.h>
#include <string.h>

char *strcat(char *restrict to, const char *restrict from)
{
    __builtin_memcpy(to + __builtin_strlen(to), from, __builtin_strlen(from) + 1);
    return to;
}
