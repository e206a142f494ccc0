// towlower and towupper: the cases of ASCII, and in a UTF-8 locale of Latin, Greek and Cyrillic.
#include "encoding.h"
#include <stddef.h>
#include <wctype.h>

// Capitals first .. last have their small letters distance further on; with distance 1 every second is a capital.
struct range
{
    wint_t first;
    wint_t last;
    int distance;
};

static const struct range ranges[] = {
    {0xc0, 0xd6, 32},
    {0xd8, 0xde, 32},
    {0x100, 0x12e, 1},
    {0x132, 0x136, 1},
    {0x139, 0x147, 1},
    {0x14a, 0x176, 1},
    {0x178, 0x178, -121},
    {0x179, 0x17d, 1},
    {0x391, 0x3a1, 32},
    {0x3a3, 0x3ab, 32},
    {0x386, 0x386, 38},
    {0x388, 0x38a, 37},
    {0x38c, 0x38c, 64},
    {0x38e, 0x38f, 63},
    {0x400, 0x40f, 80},
    {0x410, 0x42f, 32},
    {0x460, 0x480, 1},
    {0x48a, 0x4be, 1},
    {0x4d0, 0x52e, 1},
    {0x531, 0x556, 48},
    {0x1e00, 0x1e94, 1},
    {0x1ea0, 0x1efe, 1},
    {0xff21, 0xff3a, 32},
};

static int holds(const struct range *range, wint_t capital)
{
    return capital >= range->first && capital <= range->last && (range->distance != 1 || (capital - range->first) % 2 == 0);
}

wint_t towlower(wint_t c)
{
    if (c < 128)
        return c - 'A' < 26 ? c + 32 : c;
    if (!__cw_utf8_locale)
        return c;
    for (size_t i = 0; i < sizeof ranges / sizeof *ranges; i++)
    {
        if (holds(&ranges[i], c))
            return c + (wint_t)ranges[i].distance;
    }

    return c;
}

wint_t towupper(wint_t c)
{
    if (c < 128)
        return c - 'a' < 26 ? c - 32 : c;
    if (!__cw_utf8_locale)
        return c;
    for (size_t i = 0; i < sizeof ranges / sizeof *ranges; i++)
    {
        if (holds(&ranges[i], c - (wint_t)ranges[i].distance))
            return c - (wint_t)ranges[i].distance;
    }

    return c;
}
