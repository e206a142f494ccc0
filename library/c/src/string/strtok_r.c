// strtok_r: the next token; the place in the string is the caller's.
#include <crabwalk/host.h>
#include <string.h>

char *strtok_r(char *restrict text, const char *restrict separators, char **restrict rest)
{
    char *token = text != NULL ? text : *rest;
    __crabwalk_check(token != NULL, "UB.LibraryArgument", "there is no string to go on with: `strtok` was given NULL before any string");
    token += strspn(token, separators);
    char *end = token + strcspn(token, separators);
    *rest = end;
    if (end == token)
        return NULL;
    if (*end != '\0')
    {
        *end = '\0';
        *rest = end + 1;
    }

    return token;
}
