// strtod, strtof and strtold. long double has the precision of double.
#include "../numeric/real.h"
#include <stdlib.h>

double strtod(const char *restrict text, char **restrict end)
{
    struct __cw_real number;
    __cw_real_from_text(&number, text, end);
    return number.valid == 0 ? 0 : __cw_real_double(&number);
}

float strtof(const char *restrict text, char **restrict end)
{
    struct __cw_real number;
    __cw_real_from_text(&number, text, end);
    return number.valid == 0 ? 0 : (float)__cw_real_float(&number);
}

long double strtold(const char *restrict text, char **restrict end)
{
    return strtod(text, end);
}
