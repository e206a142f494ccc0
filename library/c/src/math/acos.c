// acos: the angle of a cosine.
#include "kernels.h"
#include <math.h>

// sqrt(1 - x^2)
static struct __cw_dd other_side(double x)
{
    return __cw_dd_sqrt(__cw_dd_multiply(__cw_dd_sum(1, -x), __cw_dd_sum(1, x)));
}

double acos(double x)
{
    static const struct __cw_dd pi = {0x1.921fb54442d18p+1, 0x1.1a62633145c07p-53};
    double magnitude = __builtin_fabs(x);
    if (x != x)
        return x;
    if (magnitude > 1)
        return __cw_invalid_positive();
    if (magnitude == 1)
        return x > 0 ? 0 : pi.high;
    struct __cw_dd angle = __cw_angle(other_side(magnitude), __cw_dd_of(magnitude));
    return x < 0 ? __cw_dd_add(pi, __cw_dd_negate(angle)).high : angle.high;
}

float acosf(float x)
{
    return (float)acos(x);
}

long double acosl(long double x)
{
    return acos((double)x);
}
