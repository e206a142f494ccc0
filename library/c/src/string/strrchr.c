// strrchr: the last character equal to c.
#include <crabwalk/host.h>
#include <string.h>

char *strrchr(const char *text, int c)
{
    for (size_t i = __builtin_strlen(text) + 1; i > 0; i--)
    {
        if (text[i - 1] == (char)c)
            return (char *)text + (i - 1);
    }

    return NULL;
}
