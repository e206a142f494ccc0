// What the library itself does at exit.
#include "finish.h"

enum
{
    // One for each part of the library that calls __cw_at_finish: streams and environment.
    PARTS = 4
};

static void (*functions[PARTS])(void);
static int count;

void __cw_at_finish(void (*function)(void))
{
    functions[count++] = function;
}

void __cw_finish(void)
{
    while (count > 0)
        functions[--count]();
}
