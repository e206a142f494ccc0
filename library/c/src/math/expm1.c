// expm1: e to the power x, less 1, exact for small x too.
#include "kernels.h"
#include <math.h>

double expm1(double x)
{
    if (x != x || x > __CW_LARGEST || x == 0)
        return x;
    if (x > 709.79)
        return __cw_pole(1);

    // Of the smallest numbers the square is too small to count.
    if (x > -0x1p-60 && x < 0x1p-60)
        return x;
    if (x < -50)
        return -1;
    return __cw_round_scaled(__cw_expm1(__cw_dd_of(x)), 0);
}

float expm1f(float x)
{
    return (float)expm1(x);
}

long double expm1l(long double x)
{
    return expm1((double)x);
}
