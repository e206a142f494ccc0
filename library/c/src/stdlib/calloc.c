// calloc: a block of zero bytes, with the product checked.
#include "heap.h"
#include <crabwalk/host.h>
#include <errno.h>
#include <stdlib.h>

void *calloc(size_t count, size_t size)
{
    size_t total = 0;
    if (__builtin_mul_overflow(count, size, &total))
    {
        errno = ENOMEM;
        return NULL;
    }

    void *block = __cw_heap_alloc(total, 16);
    if (block == NULL)
        errno = ENOMEM;
    else
        __builtin_memset(block, 0, total);
    return block;
}
