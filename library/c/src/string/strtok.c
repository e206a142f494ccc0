// strtok: strtok_r over one place that the library keeps (C17 7.24.5.8).
#include <string.h>

char *strtok(char *restrict text, const char *restrict separators)
{
    static char *rest;
    return strtok_r(text, separators, &rest);
}
