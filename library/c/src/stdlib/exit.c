// exit and atexit: handlers run in reverse order, then streams are written out (C17 7.22.4.4).
#include "../start/finish.h"
#include "heap.h"
#include <crabwalk/host.h>
#include <errno.h>
#include <stdlib.h>

typedef void (*handler)(void);

enum
{
    // C17 7.22.4.2 asks for 32; more go into blocks on the heap, which exit frees.
    FIRST = 32
};

static handler first[FIRST];
static handler *more;
static size_t capacity;
static size_t count;

static int grow(void)
{
    size_t larger = capacity == 0 ? FIRST : capacity * 2;
    handler *block = __cw_heap_alloc(larger * sizeof *block, sizeof(handler));
    if (block == NULL)
        return ENOMEM;
    if (more != NULL)
    {
        __builtin_memcpy(block, more, capacity * sizeof *block);
        __cw_heap_free(more);
    }

    more = block;
    capacity = larger;
    return 0;
}

int atexit(void (*function)(void))
{
    __crabwalk_check(function != NULL, "UB.LibraryArgument", "`atexit` was given NULL instead of a function");
    if (count < FIRST)
    {
        first[count++] = function;
        return 0;
    }

    if (count - FIRST == capacity && grow() != 0)
    {
        errno = ENOMEM;
        return -1;
    }

    more[count++ - FIRST] = function;
    return 0;
}

_Noreturn void exit(int status)
{
    // A handler may register further handlers and may itself call exit: each runs once.
    while (count > 0)
    {
        count--;
        handler function = count < FIRST ? first[count] : more[count - FIRST];
        function();
    }

    if (more != NULL)
    {
        __cw_heap_free(more);
        more = NULL;
        capacity = 0;
    }

    __cw_finish();
    __host_exit(status & 255);
}
