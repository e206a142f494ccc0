// The 48-bit linear generators of POSIX: x = 0x5deece66d x + 11 modulo 2 to the 48th.
#include <stdint.h>
#include <stdlib.h>

static unsigned short shared[3];

static uint64_t step(unsigned short state[3])
{
    uint64_t x = (uint64_t)state[2] << 32 | (uint64_t)state[1] << 16 | state[0];
    x = (x * UINT64_C(0x5deece66d) + 11) & UINT64_C(0xffffffffffff);
    state[0] = (unsigned short)(x & 0xffff);
    state[1] = (unsigned short)(x >> 16 & 0xffff);
    state[2] = (unsigned short)(x >> 32);
    return x;
}

void srand48(long seed)
{
    shared[0] = 0x330e;
    shared[1] = (unsigned short)((unsigned long)seed & 0xffff);
    shared[2] = (unsigned short)((unsigned long)seed >> 16 & 0xffff);
}

double erand48(unsigned short state[3])
{
    return (double)step(state) * 0x1p-48;
}

double drand48(void)
{
    return erand48(shared);
}

long nrand48(unsigned short state[3])
{
    return (long)(step(state) >> 17);
}

long lrand48(void)
{
    return nrand48(shared);
}

long jrand48(unsigned short state[3])
{
    uint64_t upper = step(state) >> 16;
    return upper < UINT64_C(0x80000000) ? (long)upper : -(long)(UINT64_C(0xffffffff) - upper) - 1;
}

long mrand48(void)
{
    return jrand48(shared);
}
