// fwrite: objects as bytes.
#include "file.h"
#include <crabwalk/host.h>

size_t fwrite(const void *restrict from, size_t size, size_t count, FILE *restrict stream)
{
    size_t total = 0;
    __cw_check_open(stream, "fwrite");
    if (size == 0 || count == 0)
        return 0;
    __crabwalk_check(!__builtin_mul_overflow(size, count, &total), "UB.LibraryArgument",
        "`fwrite` was given a size and a count whose product is larger than any object");
    size_t written = __cw_write(stream, from, total);
    if (__cw_after_write(stream) != 0)
        return 0;
    return written == total ? count : written / size;
}
