// memmem: the first place where the sought bytes stand.
#define _GNU_SOURCE
#include "find.h"
#include <string.h>

void *memmem(const void *text, size_t text_size, const void *sought, size_t sought_size)
{
    return (void *)__cw_find(text, text_size, sought, sought_size);
}
