// perror: what errno means, after the program's own words.
#include <errno.h>
#include <stdio.h>
#include <string.h>

void perror(const char *text)
{
    const char *meaning = strerror(errno);
    if (text != NULL && *text != '\0')
    {
        fputs(text, stderr);
        fputs(": ", stderr);
    }

    fputs(meaning, stderr);
    fputs("\n", stderr);
}
