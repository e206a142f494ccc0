// isblank: space and tab. A match yields 1, the bit that Linux's table has for it, since programs print it.
#include "argument.h"
#include <crabwalk/host.h>
#include <ctype.h>

int isblank(int c)
{
    __CW_CHECK_CHARACTER(c, "isblank");
    return c == ' ' || c == '\t' ? 1 : 0;
}
