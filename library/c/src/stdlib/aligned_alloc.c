// aligned_alloc and its older relatives.
#include "heap.h"
#include <errno.h>
#include <malloc.h>
#include <stdlib.h>

static int power_of_two(size_t n)
{
    return n != 0 && (n & (n - 1)) == 0;
}

void *aligned_alloc(size_t align, size_t size)
{
    if (!power_of_two(align))
    {
        errno = EINVAL;
        return NULL;
    }

    void *block = __cw_heap_alloc(size, align < 16 ? 16 : align);
    if (block == NULL)
        errno = ENOMEM;
    return block;
}

void *memalign(size_t align, size_t size)
{
    return aligned_alloc(align, size);
}

void *valloc(size_t size)
{
    return aligned_alloc(4096, size);
}

int posix_memalign(void **block, size_t align, size_t size)
{
    if (!power_of_two(align) || align % sizeof(void *) != 0)
        return EINVAL;
    void *fresh = __cw_heap_alloc(size, align < 16 ? 16 : align);
    if (fresh == NULL)
        return ENOMEM;
    *block = fresh;
    return 0;
}

size_t malloc_usable_size(void *block)
{
    return block == NULL ? 0 : __cw_heap_size(block);
}
