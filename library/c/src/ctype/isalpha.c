// isalpha: letters. A match yields 1024, the bit that Linux's table has for it, since programs print it.
#include "argument.h"
#include <crabwalk/host.h>
#include <ctype.h>

int isalpha(int c)
{
    __CW_CHECK_CHARACTER(c, "isalpha");
    return ((unsigned)c | 32) - 'a' < 26 ? 1024 : 0;
}
