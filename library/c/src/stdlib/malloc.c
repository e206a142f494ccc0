// malloc: a fresh block, uninitialised, or NULL and ENOMEM.
#include "heap.h"
#include <errno.h>
#include <stdlib.h>

void *malloc(size_t size)
{
    void *block = __cw_heap_alloc(size, 16);
    if (block == NULL)
        errno = ENOMEM;
    return block;
}
