// getline and getdelim: a whole line in a block that grows.
#include "file.h"
#include <crabwalk/host.h>
#include <errno.h>
#include <stdlib.h>

static int grow(char **restrict line, size_t *restrict size, size_t needed)
{
    if (*line != NULL && needed <= *size)
        return 1;
    size_t larger = *line == NULL || *size < 60 ? 120 : *size;
    while (larger < needed)
        larger *= 2;
    char *block = realloc(*line, larger);
    if (block == NULL)
        return 0;
    *line = block;
    *size = larger;
    return 1;
}

ssize_t getdelim(char **restrict line, size_t *restrict size, int delimiter, FILE *restrict stream)
{
    __cw_check_open(stream, "getline");
    if (line == NULL || size == NULL)
    {
        errno = EINVAL;
        return -1;
    }

    size_t length = 0;
    const unsigned char *found = NULL;
    if (!grow(line, size, 1))
        return -1;
    while (found == NULL && __cw_fill(stream) == 0)
    {
        const unsigned char *from = stream->data + stream->position;
        size_t part = stream->read_end - stream->position;
        found = __builtin_memchr(from, delimiter, part);
        if (found != NULL)
            part = (size_t)(found - from) + 1;
        if (!grow(line, size, length + part + 1))
            return -1;
        __builtin_memcpy(*line + length, from, part);
        stream->position += part;
        length += part;
    }

    (*line)[length] = '\0';
    return length == 0 ? -1 : (ssize_t)length;
}

ssize_t getline(char **restrict line, size_t *restrict size, FILE *restrict stream)
{
    return getdelim(line, size, '\n', stream);
}
