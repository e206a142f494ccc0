// strtod's way through a string.
#include "real.h"
#include <crabwalk/host.h>
#include <crabwalk/null.h>

void __cw_real_from_text(struct __cw_real *number, const char *text, char **end)
{
    __crabwalk_check(text != NULL, "UB.LibraryArgument", "a number was to be read from NULL instead of a string");
    const char *start = text;
    while (*start == ' ' || (unsigned)*start - '\t' < 5)
        start++;
    __cw_real_begin(number);
    for (const char *p = start; __cw_real_accept(number, (unsigned char)*p);)
        p++;
    if (end != NULL)
        *end = (char *)(number->valid == 0 ? text : start + number->valid);
}
