// putchar: one character to standard output.
#include "file.h"

int putchar(int c)
{
    return __cw_put(c, stdout);
}
