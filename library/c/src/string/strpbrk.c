// strpbrk: the first character that is in accept.
#include <string.h>

char *strpbrk(const char *text, const char *accept)
{
    size_t i = strcspn(text, accept);
    return text[i] == '\0' ? NULL : (char *)text + i;
}
