// abs, labs, llabs: the smallest value has no magnitude of its type (C17 7.22.6.1p2).
#include <crabwalk/host.h>
#include <limits.h>
#include <stdlib.h>

int abs(int value)
{
    __crabwalk_check(value != INT_MIN, "UB.LibraryArgument", "`abs` was given INT_MIN, whose magnitude is no int");
    return value < 0 ? -value : value;
}

long labs(long value)
{
    __crabwalk_check(value != LONG_MIN, "UB.LibraryArgument", "`labs` was given LONG_MIN, whose magnitude is no long");
    return value < 0 ? -value : value;
}

long long llabs(long long value)
{
    __crabwalk_check(value != LLONG_MIN, "UB.LibraryArgument", "`llabs` was given LLONG_MIN, whose magnitude is no long long");
    return value < 0 ? -value : value;
}
