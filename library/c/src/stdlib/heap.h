// The heap under malloc. On the checking machine it is the machine's own; wasm has an allocator in C (heap_wasm.c).
#include <crabwalk/host.h>
#include <crabwalk/null.h>

#ifdef __wasm__
void *__cw_heap_alloc(__cw_size size, __cw_size align);
void *__cw_heap_realloc(void *block, __cw_size size);
void __cw_heap_free(void *block);
__cw_size __cw_heap_size(void *block);
#else
#define __cw_heap_alloc(size, align) __crabwalk_alloc(size, align)
#define __cw_heap_realloc(block, size) __crabwalk_realloc(block, size)
#define __cw_heap_free(block) __crabwalk_free(block)
#define __cw_heap_size(block) __crabwalk_alloc_size(block)
#endif
