// strcmp: a plain loop, because most strings differ early; the result is the difference of the two characters.
#include <string.h>

int strcmp(const char *a, const char *b)
{
    unsigned char x;
    unsigned char y;
    do
    {
        x = (unsigned char)*a++;
        y = (unsigned char)*b++;
    } while (x == y && x != 0);
    return x - y;
}
