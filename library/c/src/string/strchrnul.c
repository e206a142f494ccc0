// strchrnul: as strchr, but the end of the string when there is no such character.
#define _GNU_SOURCE
#include <crabwalk/host.h>
#include <string.h>

char *strchrnul(const char *text, int c)
{
    size_t length = __builtin_strlen(text);
    char *found = __builtin_memchr(text, c, length);
    return found != NULL ? found : (char *)text + length;
}
