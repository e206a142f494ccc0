// A small random generator for the comparisons: the same inputs on every run.
#include <stdint.h>
#include <string.h>

static uint64_t random_state = 88172645463325252ull;

static uint64_t random_bits(void)
{
    random_state ^= random_state << 13;
    random_state ^= random_state >> 7;
    random_state ^= random_state << 17;
    return random_state * 2685821657736338717ull;
}

static int random_below(int n)
{
    return (int)(random_bits() >> 33) % n;
}

static double from_bits(uint64_t bits)
{
    double value;
    memcpy(&value, &bits, sizeof value);
    return value;
}

// Any double, but often one that people write.
static double random_double(void)
{
    switch (random_below(8))
    {
    case 0:
        return from_bits(random_bits());
    case 1:
        return (double)(int)random_bits() / 100;
    case 2:
        return (double)random_below(100000) / 8;
    case 3:
        return (double)(int64_t)random_bits();
    case 4:
        return (double)random_below(2000) / 2 + 0.5;
    case 5:
        return (double)random_bits() / 18446744073709551616.0;
    case 6:
        return (double)(int)random_bits() * from_bits((uint64_t)(1023 - 60 + random_below(120)) << 52);
    default:
        switch (random_below(12))
        {
        case 0:
            return 0.0;
        case 1:
            return -0.0;
        case 2:
            return 1.0 / 0.0;
        case 3:
            return -1.0 / 0.0;
        case 4:
            return 0.0 / 0.0;
        case 5:
            return from_bits(random_bits() >> 12);
        case 6:
            return from_bits(1);
        case 7:
            return 9.9995;
        case 8:
            return 0.05;
        case 9:
            return 1e22;
        case 10:
            return 123456789.0;
        default:
            return from_bits(0x7fefffffffffffff);
        }
    }
}
