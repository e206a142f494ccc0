// wctype, iswctype, wctrans and towctrans: classes and mappings by name.
#include <string.h>
#include <wctype.h>

static const char *const names[] = {"alnum", "alpha", "blank", "cntrl", "digit", "graph", "lower", "print", "punct", "space", "upper", "xdigit"};
static int (*const tests[])(wint_t) = {iswalnum, iswalpha, iswblank, iswcntrl, iswdigit, iswgraph, iswlower, iswprint, iswpunct, iswspace, iswupper, iswxdigit};
static const int to_lower = 0;
static const int to_upper = 1;

wctype_t wctype(const char *name)
{
    for (unsigned long i = 0; i < sizeof names / sizeof *names; i++)
    {
        if (strcmp(name, names[i]) == 0)
            return i + 1;
    }

    return 0;
}

int iswctype(wint_t c, wctype_t type)
{
    return type == 0 ? 0 : tests[type - 1](c);
}

wctrans_t wctrans(const char *name)
{
    if (strcmp(name, "tolower") == 0)
        return &to_lower;
    return strcmp(name, "toupper") == 0 ? &to_upper : 0;
}

wint_t towctrans(wint_t c, wctrans_t mapping)
{
    return mapping == &to_lower ? towlower(c) : mapping == &to_upper ? towupper(c) : c;
}
