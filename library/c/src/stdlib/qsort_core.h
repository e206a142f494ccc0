// The sort under qsort and qsort_r.
#include <crabwalk/types.h>

typedef int (*__cw_compare)(const void *, const void *, void *);

void __cw_sort(void *base, __cw_size count, __cw_size size, __cw_compare compare, void *context);
