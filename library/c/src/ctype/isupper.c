// isupper: capital letters. A match yields 256, the bit that Linux's table has for it, since programs print it.
#include "argument.h"
#include <crabwalk/host.h>
#include <ctype.h>

int isupper(int c)
{
    __CW_CHECK_CHARACTER(c, "isupper");
    return (unsigned)c - 'A' < 26 ? 256 : 0;
}
