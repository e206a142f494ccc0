// memrchr: the last byte equal to c.
#define _GNU_SOURCE
#include <string.h>

void *memrchr(const void *text, int c, size_t size)
{
    const unsigned char *bytes = text;
    for (size_t i = size; i > 0; i--)
    {
        if (bytes[i - 1] == (unsigned char)c)
            return (void *)(bytes + (i - 1));
    }

    return NULL;
}
