// errno: the number of the last error.
#include <errno.h>

int __cw_errno = 0;
