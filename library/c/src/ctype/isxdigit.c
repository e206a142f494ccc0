// isxdigit: hexadecimal digits. A match yields 4096, the bit that Linux's table has for it, since programs print it.
#include "argument.h"
#include <crabwalk/host.h>
#include <ctype.h>

int isxdigit(int c)
{
    __CW_CHECK_CHARACTER(c, "isxdigit");
    return (unsigned)c - '0' < 10 || ((unsigned)c | 32) - 'a' < 6 ? 4096 : 0;
}
