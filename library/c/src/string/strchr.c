// strchr: the first character equal to c; the null character belongs to the string.
#include <crabwalk/host.h>
#include <string.h>

char *strchr(const char *text, int c)
{
    return __builtin_memchr(text, c, __builtin_strlen(text) + 1);
}
