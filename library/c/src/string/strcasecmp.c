// strcasecmp, strncasecmp: compare without regard to case.
#include <strings.h>

static int lower(unsigned char c)
{
    return (unsigned)c - 'A' < 26 ? c + 32 : c;
}

int strncasecmp(const char *a, const char *b, size_t size)
{
    for (size_t i = 0; i < size; i++)
    {
        int x = lower((unsigned char)a[i]);
        int y = lower((unsigned char)b[i]);
        if (x != y || x == 0)
            return x - y;
    }

    return 0;
}

int strcasecmp(const char *a, const char *b)
{
    return strncasecmp(a, b, (size_t)-1);
}
