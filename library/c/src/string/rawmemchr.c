// rawmemchr: the first byte equal to c, which the caller knows to be there.
#define _GNU_SOURCE
#include <string.h>

void *rawmemchr(const void *text, int c)
{
    const unsigned char *bytes = text;
    while (*bytes != (unsigned char)c)
        bytes++;
    return (void *)bytes;
}
