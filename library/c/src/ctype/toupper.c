// toupper: the other case of a letter, else the argument.
#include "argument.h"
#include <crabwalk/host.h>
#include <ctype.h>

int toupper(int c)
{
    __CW_CHECK_CHARACTER(c, "toupper");
    return (unsigned)c - 'a' < 26 ? c - 32 : c;
}
