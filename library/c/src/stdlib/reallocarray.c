// reallocarray: realloc with the product checked.
#include <errno.h>
#include <stdlib.h>

void *reallocarray(void *block, size_t count, size_t size)
{
    size_t total = 0;
    if (__builtin_mul_overflow(count, size, &total))
    {
        errno = ENOMEM;
        return NULL;
    }

    return realloc(block, total);
}
