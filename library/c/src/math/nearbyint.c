// nearbyint: as rint.
#include <crabwalk/host.h>
#include <math.h>

double nearbyint(double x)
{
    return __builtin_rint(x);
}

float nearbyintf(float x)
{
    return __builtin_rintf(x);
}

long double nearbyintl(long double x)
{
    return __builtin_rint((double)x);
}
