// fputc and putc: one character.
#include "file.h"

int fputc(int c, FILE *stream)
{
    return __cw_put(c, stream);
}

int putc(int c, FILE *stream)
{
    return __cw_put(c, stream);
}
