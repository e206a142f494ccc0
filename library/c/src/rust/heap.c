// The heap of Rust's library: C's, told the alignment. What has the alignment of malloc's blocks grows in place where it can.
#include <stdlib.h>
#include <string.h>

enum
{
    USUAL_ALIGN = 16
};

void *__cw_rust_alloc(size_t size, size_t align)
{
    return align <= USUAL_ALIGN ? malloc(size) : aligned_alloc(align, size);
}

void *__cw_rust_alloc_zeroed(size_t size, size_t align)
{
    void *block = __cw_rust_alloc(size, align);
    if (block != NULL)
        memset(block, 0, size);
    return block;
}

void __cw_rust_dealloc(void *block, size_t size, size_t align)
{
    (void)size;
    (void)align;
    free(block);
}

void *__cw_rust_realloc(void *block, size_t size, size_t align, size_t new_size)
{
    if (align <= USUAL_ALIGN)
        return realloc(block, new_size);
    void *moved = aligned_alloc(align, new_size);
    if (moved == NULL)
        return NULL;
    memcpy(moved, block, size < new_size ? size : new_size);
    free(block);
    return moved;
}
