// atof: strtod without errors.
#include <stdlib.h>

double atof(const char *text)
{
    return strtod(text, NULL);
}
