// ffs, ffsl, ffsll: the place of the lowest bit set, counted from 1; 0 when there is none.
#include <strings.h>

int ffs(int value)
{
    return value == 0 ? 0 : __builtin_ctz((unsigned int)value) + 1;
}

int ffsl(long value)
{
    return value == 0 ? 0 : __builtin_ctzll((unsigned long long)value) + 1;
}

int ffsll(long long value)
{
    return value == 0 ? 0 : __builtin_ctzll((unsigned long long)value) + 1;
}
