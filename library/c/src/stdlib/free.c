// free: the machine reports a block that is freed twice or is not from malloc.
#include "heap.h"
#include <stdlib.h>

void free(void *block)
{
    if (block != NULL)
        __cw_heap_free(block);
}
