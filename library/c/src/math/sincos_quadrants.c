// In each quadrant the sine is plus or minus the sine or cosine of the remainder.
#include "sincos.h"

struct __cw_dd __cw_sine_from(double x, int quarter)
{
    struct __cw_dd rest;
    struct __cw_dd sine;
    struct __cw_dd cosine;
    int quadrant = (__cw_reduce_angle(x, &rest) + quarter) & 3;
    __cw_sine_and_cosine(rest, &sine, &cosine);
    struct __cw_dd result = quadrant & 1 ? cosine : sine;
    return quadrant & 2 ? __cw_dd_negate(result) : result;
}
