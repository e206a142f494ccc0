// strspn: how many first characters are all in accept.
#include <crabwalk/host.h>
#include <string.h>

size_t strspn(const char *text, const char *accept)
{
    size_t accepted = __builtin_strlen(accept);
    size_t i = 0;
    while (text[i] != '\0' && __builtin_memchr(accept, text[i], accepted) != NULL)
        i++;
    return i;
}
