// getchar: one character of standard input.
#include "file.h"

int getchar(void)
{
    return __cw_get(stdin);
}
