// A merge sort that calls the comparison in the same order as Linux's qsort, so it is stable too.
// Comparisons always see elements of the user's own array. Without memory for the merge it sorts by heap instead.
#include "heap.h"
#include "qsort_core.h"
#include <crabwalk/host.h>
#include <crabwalk/null.h>

struct sort
{
    char *spare;
    __cw_size size;
    __cw_compare compare;
    void *context;
};

// Merges the two sorted halves that stand side by side at base, through the spare array.
static void merge(const struct sort *sort, char *base, __cw_size left_count, __cw_size right_count)
{
    __cw_size size = sort->size;
    char *left = base;
    char *right = base + left_count * size;
    char *to = sort->spare;
    while (left_count > 0 && right_count > 0)
    {
        if (sort->compare(left, right, sort->context) <= 0)
        {
            __builtin_memcpy(to, left, size);
            left += size;
            left_count--;
        }
        else
        {
            __builtin_memcpy(to, right, size);
            right += size;
            right_count--;
        }

        to += size;
    }

    // What is left of the right half stands where it belongs already.
    __builtin_memcpy(to, left, left_count * size);
    __cw_size merged = (__cw_size)(to - sort->spare) + left_count * size;
    __builtin_memcpy(base, sort->spare, merged);
}

// The depth is the logarithm of count.
static void merge_sort(const struct sort *sort, char *base, __cw_size count)
{
    if (count <= 1)
        return;
    __cw_size left_count = count / 2;
    __cw_size right_count = count - left_count;
    merge_sort(sort, base, left_count);
    merge_sort(sort, base + left_count * sort->size, right_count);
    merge(sort, base, left_count, right_count);
}

static void swap(char *a, char *b, __cw_size size)
{
    char chunk[64];
    while (size > 0)
    {
        __cw_size part = size < sizeof chunk ? size : sizeof chunk;
        __builtin_memcpy(chunk, a, part);
        __builtin_memcpy(a, b, part);
        __builtin_memcpy(b, chunk, part);
        a += part;
        b += part;
        size -= part;
    }
}

static void sift_down(const struct sort *sort, char *base, __cw_size root, __cw_size count)
{
    __cw_size size = sort->size;
    while (root < count / 2)
    {
        __cw_size child = 2 * root + 1;
        if (child + 1 < count && sort->compare(base + child * size, base + (child + 1) * size, sort->context) < 0)
            child++;
        if (sort->compare(base + root * size, base + child * size, sort->context) >= 0)
            return;
        swap(base + root * size, base + child * size, size);
        root = child;
    }
}

static void heap_sort(const struct sort *sort, char *base, __cw_size count)
{
    for (__cw_size root = count / 2; root > 0; root--)
        sift_down(sort, base, root - 1, count);
    for (__cw_size last = count - 1; last > 0; last--)
    {
        swap(base, base + last * sort->size, sort->size);
        sift_down(sort, base, 0, last);
    }
}

void __cw_sort(void *base, __cw_size count, __cw_size size, __cw_compare compare, void *context)
{
    // C17 7.22.5p1: an empty array may be given as any pointer, another must exist.
    __crabwalk_check(count == 0 || (base != NULL && size != 0), "UB.LibraryArgument",
        "`qsort` was given no array though its count is not 0");
    if (count <= 1)
        return;
    _Alignas(16) char small[1024];
    __cw_size total = count * size;
    struct sort sort = {small, size, compare, context};
    if (total > sizeof small)
        sort.spare = __cw_heap_alloc(total, 16);
    if (sort.spare == NULL)
    {
        heap_sort(&sort, base, count);
        return;
    }

    merge_sort(&sort, base, count);
    if (sort.spare != small)
        __cw_heap_free(sort.spare);
}
