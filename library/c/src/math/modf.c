// modf: the whole part and the fraction, both with the sign of the number.
#include <crabwalk/host.h>
#include <math.h>

double modf(double x, double *whole)
{
    *whole = __builtin_trunc(x);
    if (x != x)
        return x;
    return __builtin_copysign(isinf(x) ? 0 : x - *whole, x);
}

float modff(float x, float *whole)
{
    double wide = 0;
    float fraction = (float)modf(x, &wide);
    *whole = (float)wide;
    return fraction;
}

long double modfl(long double x, long double *whole)
{
    double narrow = 0;
    double fraction = modf((double)x, &narrow);
    *whole = narrow;
    return fraction;
}
