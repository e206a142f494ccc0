// ispunct: marks that are neither letter nor digit. A match yields 4, the bit that Linux's table has for it, since programs print it.
#include "argument.h"
#include <crabwalk/host.h>
#include <ctype.h>

int ispunct(int c)
{
    __CW_CHECK_CHARACTER(c, "ispunct");
    return (unsigned)c - 33 < 94 && !((unsigned)c - '0' < 10 || ((unsigned)c | 32) - 'a' < 26) ? 4 : 0;
}
