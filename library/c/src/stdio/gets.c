// gets: the function C11 took away, because nothing bounds what it writes; old programs still call it.
#include "file.h"

char *gets(char *to);

char *gets(char *to)
{
    size_t length = 0;
    int c = __cw_get(stdin);
    if (c == EOF)
        return NULL;
    while (c != EOF && c != '\n')
    {
        to[length++] = (char)c;
        c = __cw_get(stdin);
    }

    to[length] = '\0';
    return to;
}
