// strtol's way through a string.
#include "integer_text.h"
#include <crabwalk/host.h>
#include <crabwalk/null.h>
#include <errno.h>

void __cw_integer_from_text(struct __cw_integer *number, const char *text, char **end, int base)
{
    __crabwalk_check(text != NULL, "UB.LibraryArgument", "a number was to be read from NULL instead of a string");
    const char *start = text;
    if (base < 0 || base == 1 || base > 36)
    {
        errno = EINVAL;
        __cw_integer_begin(number, 10);
        if (end != NULL)
            *end = (char *)text;
        return;
    }

    while (*start == ' ' || (unsigned)*start - '\t' < 5)
        start++;
    __cw_integer_begin(number, base);
    for (const char *p = start; __cw_integer_accept(number, (unsigned char)*p);)
        p++;
    if (end != NULL)
        *end = (char *)(number->valid == 0 ? text : start + number->valid);
}
