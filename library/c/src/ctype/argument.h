// C17 7.4p1: the argument of a ctype function is an unsigned char's value or EOF.
#include <crabwalk/host.h>

#define __CW_CHECK_CHARACTER(c, name) \
    __crabwalk_check((c) >= -1 && (c) <= 255, "UB.LibraryArgument", \
        "the argument of `" name "` is neither an unsigned char's value nor EOF: cast a char to unsigned char first")
