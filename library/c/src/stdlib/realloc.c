// realloc: as on Linux, a size of 0 frees the block and yields NULL.
#include "heap.h"
#include <errno.h>
#include <stdlib.h>

void *realloc(void *block, size_t size)
{
    if (block == NULL)
        return malloc(size);
    if (size == 0)
    {
        __cw_heap_free(block);
        return NULL;
    }

    void *moved = __cw_heap_realloc(block, size);
    if (moved == NULL)
        errno = ENOMEM;
    return moved;
}
