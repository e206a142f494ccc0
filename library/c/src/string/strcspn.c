// strcspn: how many first characters are not in reject; for one character the machine searches.
#include <crabwalk/host.h>
#include <string.h>

size_t strcspn(const char *text, const char *reject)
{
    size_t length = __builtin_strlen(text);
    size_t rejected = __builtin_strlen(reject);
    if (rejected == 1)
    {
        const char *found = __builtin_memchr(text, reject[0], length);
        return found == NULL ? length : (size_t)(found - text);
    }

    size_t i = 0;
    while (i < length && __builtin_memchr(reject, text[i], rejected) == NULL)
        i++;
    return i;
}
