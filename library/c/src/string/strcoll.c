// strcoll: in both our locales the order is that of the characters.
#include <string.h>

int strcoll(const char *a, const char *b)
{
    return strcmp(a, b);
}
