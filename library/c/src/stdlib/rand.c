// rand and srand: the same sequence as on Linux.
#include "random.h"
#include <stdlib.h>

int rand(void)
{
    return __cw_random();
}

void srand(unsigned int seed)
{
    __cw_seed_random(seed);
}
