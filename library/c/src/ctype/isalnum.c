// isalnum: letters and digits. A match yields 8, the bit that Linux's table has for it, since programs print it.
#include "argument.h"
#include <crabwalk/host.h>
#include <ctype.h>

int isalnum(int c)
{
    __CW_CHECK_CHARACTER(c, "isalnum");
    return (unsigned)c - '0' < 10 || ((unsigned)c | 32) - 'a' < 26 ? 8 : 0;
}
