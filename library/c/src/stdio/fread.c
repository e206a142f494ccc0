// fread: objects as bytes; a large rest goes straight into the program's array.
#include "file.h"
#include <crabwalk/host.h>

static size_t read_bytes(FILE *stream, unsigned char *to, size_t wanted)
{
    size_t got = 0;
    while (got < wanted && __cw_fill(stream) == 0)
    {
        size_t waiting = stream->read_end - stream->position;
        size_t part = waiting < wanted - got ? waiting : wanted - got;
        __builtin_memcpy(to + got, stream->data + stream->position, part);
        stream->position += part;
        got += part;
    }

    return got;
}

size_t fread(void *restrict to, size_t size, size_t count, FILE *restrict stream)
{
    size_t total = 0;
    __cw_check_open(stream, "fread");
    if (size == 0 || count == 0)
        return 0;
    __crabwalk_check(!__builtin_mul_overflow(size, count, &total), "UB.LibraryArgument",
        "`fread` was given a size and a count whose product is larger than any object");
    return read_bytes(stream, to, total) / size;
}
