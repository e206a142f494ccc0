// strsep: the next field, empty fields included.
#include <string.h>

char *strsep(char **restrict text, const char *restrict separators)
{
    char *field = *text;
    if (field == NULL)
        return NULL;
    char *end = field + strcspn(field, separators);
    if (*end == '\0')
    {
        *text = NULL;
    }
    else
    {
        *end = '\0';
        *text = end + 1;
    }

    return field;
}
