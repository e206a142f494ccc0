// strlen: the machine checks that the string ends.
#include <crabwalk/host.h>
#include <string.h>

size_t strlen(const char *text)
{
    return __builtin_strlen(text);
}
