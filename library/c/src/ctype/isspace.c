// isspace: white space. A match yields 8192, the bit that Linux's table has for it, since programs print it.
#include "argument.h"
#include <crabwalk/host.h>
#include <ctype.h>

int isspace(int c)
{
    __CW_CHECK_CHARACTER(c, "isspace");
    return c == ' ' || (unsigned)c - '\t' < 5 ? 8192 : 0;
}
