// The classes of wide characters. Beyond ASCII, Latin, Greek and Cyrillic letters have cases, and whatever else prints
// counts as a letter unless it stands among the marks.
#include "encoding.h"
#include <ctype.h>
#include <wctype.h>

// Marks and symbols beyond ASCII: Latin-1 signs, general punctuation, arrows to shapes, ideographic punctuation.
static int is_mark(wint_t c)
{
    return (c >= 0xa0 && c <= 0xbf && c != 0xaa && c != 0xb5 && c != 0xba) || c == 0xd7 || c == 0xf7
        || (c >= 0x2000 && c <= 0x2bff) || (c >= 0x3000 && c <= 0x3004) || (c >= 0x3008 && c <= 0x3020)
        || (c >= 0xe000 && c <= 0xf8ff) || (c >= 0x1f000 && c <= 0x1faff);
}

// Characters beyond ASCII that are not controls; spaces among them are 0x2000 to 0x200a and a few more.
static int is_beyond(wint_t c)
{
    return __cw_utf8_locale && c >= 0xa0 && c < 0x110000 && (c < 0xd800 || c > 0xdfff);
}

static int is_beyond_space(wint_t c)
{
    return is_beyond(c) && ((c >= 0x2000 && c <= 0x200a && c != 0x2007) || c == 0x1680 || c == 0x2028 || c == 0x2029 || c == 0x205f || c == 0x3000);
}

static int is_beyond_letter(wint_t c)
{
    return is_beyond(c) && !is_mark(c);
}

int iswalnum(wint_t c)
{
    return c < 128 ? isalnum((int)c) : is_beyond_letter(c);
}

int iswalpha(wint_t c)
{
    return c < 128 ? isalpha((int)c) : is_beyond_letter(c);
}

int iswblank(wint_t c)
{
    return c < 128 ? isblank((int)c) : is_beyond_space(c) && c != 0x2028 && c != 0x2029;
}

int iswcntrl(wint_t c)
{
    return c < 128 ? iscntrl((int)c) : __cw_utf8_locale && (c < 0xa0 || c == 0x2028 || c == 0x2029);
}

int iswdigit(wint_t c)
{
    return c - '0' < 10;
}

int iswgraph(wint_t c)
{
    return c < 128 ? isgraph((int)c) : is_beyond(c) && !is_beyond_space(c);
}

int iswlower(wint_t c)
{
    return c < 128 ? islower((int)c) : towupper(c) != c || c == 0xdf;
}

int iswprint(wint_t c)
{
    return c < 128 ? isprint((int)c) : is_beyond(c) && c != 0x2028 && c != 0x2029;
}

int iswpunct(wint_t c)
{
    return c < 128 ? ispunct((int)c) : is_beyond(c) && is_mark(c) && !is_beyond_space(c);
}

int iswspace(wint_t c)
{
    return c < 128 ? isspace((int)c) : is_beyond_space(c);
}

int iswupper(wint_t c)
{
    return c < 128 ? isupper((int)c) : towlower(c) != c;
}

int iswxdigit(wint_t c)
{
    return c < 128 && isxdigit((int)c);
}
