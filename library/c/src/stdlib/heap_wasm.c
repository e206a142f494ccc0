// The heap of wasm programs, where no machine offers one: blocks of 16, 32, 48 ... 1024 bytes and then of powers of two,
// each with a header before it. A freed block waits in the list of its size; fresh ones are cut from memory that grows.
#include "heap.h"

#ifdef __wasm__

#include <stdint.h>

enum
{
    ALIGNMENT = 16,
    SMALL = 1024,
    SMALL_CLASSES = SMALL / ALIGNMENT,
    // Powers of two from 2 KiB to 2 GiB.
    CLASSES = SMALL_CLASSES + 21,
    PAGE = 65536
};

// Stands in the 16 bytes before a block. start is where the piece of memory begins that belongs to it, which is earlier
// for a block of a large alignment.
struct header
{
    __cw_size size;
    unsigned int group;
    void *start;
    struct header *next;
};

_Static_assert(sizeof(struct header) <= ALIGNMENT, "a header fits before an aligned block");

__cw_size __builtin_wasm_memory_grow(int memory, __cw_size pages);
__cw_size __builtin_wasm_memory_size(int memory);

static struct header *waiting[CLASSES];
static uintptr_t fresh;
static uintptr_t end;

static unsigned int group_of(__cw_size size)
{
    if (size <= SMALL)
        return size == 0 ? 0 : (unsigned int)((size - 1) / ALIGNMENT);
    return SMALL_CLASSES + (unsigned int)(21 - __builtin_clz((unsigned int)(size - 1)));
}

static __cw_size room_of(unsigned int group)
{
    return group < SMALL_CLASSES ? (group + 1) * ALIGNMENT : (__cw_size)2048 << (group - SMALL_CLASSES);
}

// Memory that was never used, or 0. Pages are taken in larger and larger numbers.
static uintptr_t take_fresh(__cw_size size)
{
    if (size > end - fresh)
    {
        __cw_size missing = (size - (end - fresh) + PAGE - 1) / PAGE;
        __cw_size generous = __builtin_wasm_memory_size(0) / 4;
        __cw_size before = __builtin_wasm_memory_grow(0, missing > generous ? missing : generous);
        if (before == (__cw_size)-1)
            before = __builtin_wasm_memory_grow(0, missing);
        if (before == (__cw_size)-1)
            return 0;

        // Others may have grown the memory meanwhile; then what was left before them stays unused.
        if (before * PAGE != end)
            fresh = before * PAGE;
        end = __builtin_wasm_memory_size(0) * PAGE;
        if (size > end - fresh)
            return take_fresh(size);
    }

    uintptr_t start = fresh;
    fresh += size;
    return start;
}

static struct header *header_of(void *block)
{
    return (struct header *)((char *)block - ALIGNMENT);
}

static void *place(uintptr_t start, __cw_size size, __cw_size align, unsigned int group)
{
    uintptr_t block = (start + ALIGNMENT + align - 1) & ~(uintptr_t)(align - 1);
    struct header *header = (struct header *)(block - ALIGNMENT);
    header->size = size;
    header->group = group;
    header->start = (void *)start;
    return (void *)block;
}

void *__cw_heap_alloc(__cw_size size, __cw_size align)
{
    // A larger alignment takes room for any place of the block in its piece.
    __cw_size needed = align <= ALIGNMENT ? size : size + align;
    if (needed < size || needed > (__cw_size)1 << 31)
        return NULL;
    unsigned int group = group_of(needed);
    struct header *reused = waiting[group];
    if (reused != NULL)
    {
        waiting[group] = reused->next;
        return place((uintptr_t)reused->start, size, align < ALIGNMENT ? ALIGNMENT : align, group);
    }

    __cw_size room = room_of(group);
    uintptr_t start = room > (__cw_size)-1 - ALIGNMENT ? 0 : take_fresh(room + ALIGNMENT);
    return start == 0 ? NULL : place(start, size, align < ALIGNMENT ? ALIGNMENT : align, group);
}

void __cw_heap_free(void *block)
{
    struct header *header = header_of(block);
    header->next = waiting[header->group];
    waiting[header->group] = header;
}

__cw_size __cw_heap_size(void *block)
{
    return header_of(block)->size;
}

void *__cw_heap_realloc(void *block, __cw_size size)
{
    struct header *header = header_of(block);
    char *limit = (char *)header->start + ALIGNMENT + room_of(header->group);
    if (size <= (__cw_size)(limit - (char *)block))
    {
        header->size = size;
        return block;
    }

    void *moved = __cw_heap_alloc(size, ALIGNMENT);
    if (moved == NULL)
        return NULL;
    __builtin_memcpy(moved, block, header->size);
    __cw_heap_free(block);
    return moved;
}

#endif
