// isprint: printing characters. A match yields 16384, the bit that Linux's table has for it, since programs print it.
#include "argument.h"
#include <crabwalk/host.h>
#include <ctype.h>

int isprint(int c)
{
    __CW_CHECK_CHARACTER(c, "isprint");
    return (unsigned)c - 32 < 95 ? 16384 : 0;
}
