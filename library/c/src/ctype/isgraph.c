// isgraph: characters that leave a mark. A match yields 32768, the bit that Linux's table has for it, since programs print it.
#include "argument.h"
#include <crabwalk/host.h>
#include <ctype.h>

int isgraph(int c)
{
    __CW_CHECK_CHARACTER(c, "isgraph");
    return (unsigned)c - 33 < 94 ? 32768 : 0;
}
