// islower: small letters. A match yields 512, the bit that Linux's table has for it, since programs print it.
#include "argument.h"
#include <crabwalk/host.h>
#include <ctype.h>

int islower(int c)
{
    __CW_CHECK_CHARACTER(c, "islower");
    return (unsigned)c - 'a' < 26 ? 512 : 0;
}
