// isascii, toascii: the seven-bit characters, for any int.
#include <ctype.h>

int isascii(int c)
{
    return (c & ~127) == 0;
}

int toascii(int c)
{
    return c & 127;
}
