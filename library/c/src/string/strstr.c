// strstr: the first place where the sought string stands.
#include "find.h"
#include <crabwalk/host.h>
#include <string.h>

char *strstr(const char *text, const char *sought)
{
    return (char *)__cw_find((const unsigned char *)text, __builtin_strlen(text), (const unsigned char *)sought, __builtin_strlen(sought));
}
