// fgetc, getc and getchar: one character, or EOF.
#include "file.h"

int fgetc(FILE *stream)
{
    return __cw_get(stream);
}

int getc(FILE *stream)
{
    return __cw_get(stream);
}
