// fgets: a line with its newline, or as much of it as fits.
#include "file.h"
#include <crabwalk/host.h>

char *fgets(char *restrict to, int size, FILE *restrict stream)
{
    __cw_check_open(stream, "fgets");
    __crabwalk_check(size > 0, "UB.LibraryArgument", "`fgets` was given a size that leaves no room for the null character");
    size_t room = (size_t)size - 1;
    size_t length = 0;
    const unsigned char *newline = NULL;
    while (length < room && newline == NULL && __cw_fill(stream) == 0)
    {
        const unsigned char *from = stream->data + stream->position;
        size_t part = stream->read_end - stream->position;
        if (part > room - length)
            part = room - length;
        newline = __builtin_memchr(from, '\n', part);
        if (newline != NULL)
            part = (size_t)(newline - from) + 1;
        __builtin_memcpy(to + length, from, part);
        stream->position += part;
        length += part;
    }

    // At the end, or after an error, with nothing read the array stays as it was (C17 7.21.7.2p3).
    if (length < room && newline == NULL && (length == 0 || ferror(stream)))
        return NULL;
    to[length] = '\0';
    return to;
}
