// isdigit: decimal digits. A match yields 2048, the bit that Linux's table has for it, since programs print it.
#include "argument.h"
#include <crabwalk/host.h>
#include <ctype.h>

int isdigit(int c)
{
    __CW_CHECK_CHARACTER(c, "isdigit");
    return (unsigned)c - '0' < 10 ? 2048 : 0;
}
