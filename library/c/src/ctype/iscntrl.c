// iscntrl: control characters. A match yields 2, the bit that Linux's table has for it, since programs print it.
#include "argument.h"
#include <crabwalk/host.h>
#include <ctype.h>

int iscntrl(int c)
{
    __CW_CHECK_CHARACTER(c, "iscntrl");
    return (unsigned)c < 32 || c == 127 ? 2 : 0;
}
