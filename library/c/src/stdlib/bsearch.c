// bsearch: halves the range as Linux does, so that the same of several equal elements is found.
#include <crabwalk/host.h>
#include <stdlib.h>

void *bsearch(const void *key, const void *base, size_t count, size_t size, int (*compare)(const void *, const void *))
{
    __crabwalk_check(count == 0 || (base != NULL && size != 0), "UB.LibraryArgument",
        "`bsearch` was given no array though its count is not 0");
    size_t low = 0;
    size_t high = count;
    while (low < high)
    {
        size_t middle = (low + high) / 2;
        const void *element = (const char *)base + middle * size;
        int order = compare(key, element);
        if (order < 0)
            high = middle;
        else if (order > 0)
            low = middle + 1;
        else
            return (void *)element;
    }

    return NULL;
}
