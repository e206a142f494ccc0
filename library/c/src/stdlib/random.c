// Linux's additive generator: r[i] = r[i-3] + r[i-31], of which the upper 31 bits are given out.
// Its first 34 values come from a multiplicative generator, and the 310 after them are thrown away.
#include "random.h"

enum
{
    DEGREE = 31,
    SEPARATION = 3,
    DISCARDED = 310
};

static unsigned int state[DEGREE];
static int at;
static int seeded;

static unsigned int next(void)
{
    unsigned int value = state[at] + state[at >= SEPARATION ? at - SEPARATION : at - SEPARATION + DEGREE];
    state[at] = value;
    at = at == DEGREE - 1 ? 0 : at + 1;
    return value;
}

void __cw_seed_random(unsigned int seed)
{
    long long word = (int)(seed == 0 ? 1 : seed);
    state[0] = (unsigned int)word;
    for (int i = 1; i < DEGREE; i++)
    {
        word = word * 16807 % 2147483647;
        if (word < 0)
            word += 2147483647;
        state[i] = (unsigned int)word;
    }

    // The recurrence begins after the copies r[31..33] = r[0..2], which in the ring are the same cells.
    at = SEPARATION;
    seeded = 1;
    for (int i = 0; i < DISCARDED; i++)
        next();
}

int __cw_random(void)
{
    if (!seeded)
        __cw_seed_random(1);
    return (int)(next() >> 1);
}
