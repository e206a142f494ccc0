// lrint and llrint: rint to an integer; a number outside its range gives the smallest, as on x86.
#include <limits.h>
#include <math.h>

static long long to_integer(double x)
{
    double whole = rint(x);
    return whole >= -0x1p+63 && whole < 0x1p+63 ? (long long)whole : LLONG_MIN;
}

static long to_long(double x)
{
    long long whole = to_integer(x);
    return whole >= LONG_MIN && whole <= LONG_MAX ? (long)whole : LONG_MIN;
}

long lrint(double x)
{
    return to_long(x);
}

long lrintf(float x)
{
    return to_long(x);
}

long lrintl(long double x)
{
    return to_long((double)x);
}

long long llrint(double x)
{
    return to_integer(x);
}

long long llrintf(float x)
{
    return to_integer(x);
}

long long llrintl(long double x)
{
    return to_integer((double)x);
}
