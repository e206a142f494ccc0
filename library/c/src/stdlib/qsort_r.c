// qsort_r: the sort whose comparison gets a context.
#define _GNU_SOURCE
#include "qsort_core.h"
#include <stdlib.h>

void qsort_r(void *base, size_t count, size_t size, int (*compare)(const void *, const void *, void *), void *context)
{
    __cw_sort(base, count, size, compare, context);
}
