// qsort: the sort with a comparison of two elements.
#include "qsort_core.h"
#include <stdlib.h>

struct plain
{
    int (*compare)(const void *, const void *);
};

static int compare_plainly(const void *a, const void *b, void *context)
{
    return ((const struct plain *)context)->compare(a, b);
}

void qsort(void *base, size_t count, size_t size, int (*compare)(const void *, const void *))
{
    struct plain plain = {compare};
    __cw_sort(base, count, size, compare_plainly, &plain);
}
