// tolower: the other case of a letter, else the argument.
#include "argument.h"
#include <crabwalk/host.h>
#include <ctype.h>

int tolower(int c)
{
    __CW_CHECK_CHARACTER(c, "tolower");
    return (unsigned)c - 'A' < 26 ? c + 32 : c;
}
