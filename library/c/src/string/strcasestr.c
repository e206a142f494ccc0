// strcasestr: strstr without regard to case.
#define _GNU_SOURCE
#include <crabwalk/host.h>
#include <string.h>

char *strcasestr(const char *text, const char *sought)
{
    size_t length = __builtin_strlen(sought);
    for (;; text++)
    {
        if (strncasecmp(text, sought, length) == 0)
            return (char *)text;
        if (*text == '\0')
            return NULL;
    }
}
