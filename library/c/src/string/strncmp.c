// strncmp: reads no further than the first difference, so the arrays need not end in a null character.
#include <string.h>

int strncmp(const char *a, const char *b, size_t size)
{
    for (size_t i = 0; i < size; i++)
    {
        unsigned char x = (unsigned char)a[i];
        unsigned char y = (unsigned char)b[i];
        if (x != y || x == 0)
            return x - y;
    }

    return 0;
}
