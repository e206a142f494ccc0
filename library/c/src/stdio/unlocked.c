// The unlocked forms, and the locks: a stream is used by one thread at a time here.
#include "file.h"

int getc_unlocked(FILE *stream)
{
    return __cw_get(stream);
}

int fgetc_unlocked(FILE *stream)
{
    return __cw_get(stream);
}

int getchar_unlocked(void)
{
    return __cw_get(stdin);
}

int putc_unlocked(int c, FILE *stream)
{
    return __cw_put(c, stream);
}

int fputc_unlocked(int c, FILE *stream)
{
    return __cw_put(c, stream);
}

int putchar_unlocked(int c)
{
    return __cw_put(c, stdout);
}

int fputs_unlocked(const char *restrict text, FILE *restrict stream)
{
    return fputs(text, stream);
}

char *fgets_unlocked(char *restrict to, int size, FILE *restrict stream)
{
    return fgets(to, size, stream);
}

void flockfile(FILE *stream)
{
    __cw_check_open(stream, "flockfile");
}

void funlockfile(FILE *stream)
{
    __cw_check_open(stream, "funlockfile");
}

int ftrylockfile(FILE *stream)
{
    __cw_check_open(stream, "ftrylockfile");
    return 0;
}
