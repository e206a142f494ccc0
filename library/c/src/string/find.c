// Substring search in linear time. Candidates are found by the first byte, in the machine; when many candidates
// fail, the search goes over to Knuth, Morris and Pratt's with a border table on the heap.
#include "../stdlib/heap.h"
#include "find.h"
#include <crabwalk/host.h>
#include <crabwalk/null.h>

typedef const unsigned char *bytes;

enum
{
    // Compared bytes of failed candidates per byte of text after which the plain search gives up.
    PATIENCE = 8
};

static void fill_borders(__cw_size *border, bytes sought, __cw_size size)
{
    border[0] = 0;
    __cw_size length = 0;
    for (__cw_size i = 1; i < size; i++)
    {
        while (length > 0 && sought[i] != sought[length])
            length = border[length - 1];
        if (sought[i] == sought[length])
            length++;
        border[i] = length;
    }
}

static bytes find_by_borders(bytes text, __cw_size size, bytes sought, __cw_size wanted, const __cw_size *border)
{
    __cw_size length = 0;
    for (__cw_size i = 0; i < size; i++)
    {
        while (length > 0 && text[i] != sought[length])
            length = border[length - 1];
        if (text[i] == sought[length])
            length++;
        if (length == wanted)
            return text + (i + 1 - wanted);
    }

    return NULL;
}

// Looks at candidates until *effort is spent. The place reached is left in *reached.
static bytes find_plainly(bytes text, __cw_size size, bytes sought, __cw_size wanted, __cw_size effort, __cw_size *reached)
{
    __cw_size last = size - wanted;
    __cw_size at = 0;
    while (at <= last && effort > 0)
    {
        bytes found = __builtin_memchr(text + at, sought[0], last - at + 1);
        if (found == NULL)
        {
            at = last + 1;
            break;
        }

        at = (__cw_size)(found - text);
        if (__builtin_memcmp(found, sought, wanted) == 0)
            return found;
        effort -= effort < wanted ? effort : wanted;
        at++;
    }

    *reached = at;
    return NULL;
}

const unsigned char *__cw_find(bytes text, __cw_size text_size, bytes sought, __cw_size sought_size)
{
    if (sought_size == 0)
        return text;
    if (text_size < sought_size)
        return NULL;
    __cw_size all = (__cw_size)-1;
    __cw_size effort = text_size < all / PATIENCE - 64 ? text_size * PATIENCE + 64 : all;
    __cw_size reached = 0;
    bytes found = find_plainly(text, text_size, sought, sought_size, effort, &reached);
    if (found != NULL || reached > text_size - sought_size)
        return found;
    __cw_size *border = sought_size <= all / sizeof *border ? __cw_heap_alloc(sought_size * sizeof *border, sizeof *border) : NULL;
    if (border == NULL)
        return find_plainly(text + reached, text_size - reached, sought, sought_size, all, &reached);
    fill_borders(border, sought, sought_size);
    found = find_by_borders(text + reached, text_size - reached, sought, sought_size, border);
    __cw_heap_free(border);
    return found;
}
