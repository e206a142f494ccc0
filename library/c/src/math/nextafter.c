// nextafter and nexttoward: the neighbour of a number in the direction of another.
#include <crabwalk/host.h>
#include <errno.h>
#include <math.h>

double nextafter(double x, double y)
{
    if (x != x || y != y)
        return x + y;
    if (x == y)
        return y;
    __cw_uint64 bits = __builtin_double_bits(x);
    if (x == 0)
        bits = (__cw_uint64)signbit(y) << 63 | 1;
    else
        bits += (x < y) == (x > 0) ? 1 : (__cw_uint64)-1;
    double result = __builtin_double_from_bits(bits);
    if (!isnormal(result) && x != 0)
        errno = ERANGE;
    return result;
}

float nextafterf(float x, float y)
{
    if (x != x || y != y)
        return x + y;
    if (x == y)
        return y;
    unsigned int bits = __builtin_float_bits(x);
    if (x == 0)
        bits = (unsigned int)signbit(y) << 31 | 1;
    else
        bits += (x < y) == (x > 0) ? 1 : (unsigned int)-1;
    float result = __builtin_float_from_bits(bits);
    if (!isnormal(result) && x != 0)
        errno = ERANGE;
    return result;
}

long double nextafterl(long double x, long double y)
{
    return nextafter((double)x, (double)y);
}

double nexttoward(double x, long double y)
{
    return nextafter(x, (double)y);
}

float nexttowardf(float x, long double y)
{
    // A double between two floats still shows the direction.
    double toward = (double)y;
    return x == toward ? (float)toward : nextafterf(x, toward > x ? __builtin_inff() : toward < x ? -__builtin_inff() : (float)toward);
}

long double nexttowardl(long double x, long double y)
{
    return nextafter((double)x, (double)y);
}
