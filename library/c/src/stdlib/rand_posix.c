// random, srandom and rand_r.
#include "random.h"
#include <stdlib.h>

long random(void)
{
    return __cw_random();
}

void srandom(unsigned int seed)
{
    __cw_seed_random(seed);
}

int rand_r(unsigned int *seed)
{
    // Three steps of a linear generator give 11, 10 and 10 bits.
    unsigned int next = *seed * 1103515245u + 12345u;
    unsigned int result = next / 65536 % 2048;
    next = next * 1103515245u + 12345u;
    result = result << 10 ^ next / 65536 % 1024;
    next = next * 1103515245u + 12345u;
    result = result << 10 ^ next / 65536 % 1024;
    *seed = next;
    return (int)result;
}
