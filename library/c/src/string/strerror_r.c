// strerror_r in both its forms: GNU's, which returns the text, and POSIX's, which fills the buffer.
#define _GNU_SOURCE
#include <crabwalk/host.h>
#include <errno.h>
#include <string.h>

int __cw_posix_strerror_r(int error, char *buffer, size_t size);

char *strerror_r(int error, char *buffer, size_t size)
{
    (void)buffer;
    (void)size;
    return strerror(error);
}

int __cw_posix_strerror_r(int error, char *buffer, size_t size)
{
    const char *text = strerror(error);
    size_t length = __builtin_strlen(text);
    if (size == 0)
        return ERANGE;
    size_t kept = length < size ? length : size - 1;
    __builtin_memcpy(buffer, text, kept);
    buffer[kept] = '\0';
    return kept == length ? 0 : ERANGE;
}
