// cbrt: the cube root, by Newton's method.
#include "kernels.h"
#include <math.h>

// Of a number from 1 to 8, to double precision or nearly.
static double estimate(double x)
{
    double root = 0.9 + 0.15 * x;
    for (int i = 0; i < 5; i++)
        root -= (root * root * root - x) / (3 * root * root);
    return root;
}

double cbrt(double x)
{
    double magnitude = __builtin_fabs(x);
    int exponent = 0;
    if (x == 0 || x != x || magnitude > __CW_LARGEST)
        return x;

    // x = m * 8^third with m from 1 to 8.
    frexp(magnitude, &exponent);
    int third = (exponent - 1 + 3 * 400) / 3 - 400;
    double m = scalbn(magnitude, -3 * third);
    double root = estimate(m);
    struct __cw_dd square = __cw_dd_product(root, root);
    struct __cw_dd excess = __cw_dd_add_double(__cw_dd_multiply_double(square, root), -m);
    double correction = excess.high / (3 * square.high);
    struct __cw_dd result = __cw_dd_sum(root, -correction);

    // A second step, for the bits beyond double precision.
    struct __cw_dd cube = __cw_dd_multiply(__cw_dd_multiply(result, result), result);
    excess = __cw_dd_add_double(cube, -m);
    result = __cw_dd_add_double(result, -excess.high / (3 * square.high));
    return __builtin_copysign(scalbn(result.high, third), x);
}

float cbrtf(float x)
{
    return (float)cbrt(x);
}

long double cbrtl(long double x)
{
    return cbrt((double)x);
}
