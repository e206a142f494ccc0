// atan2: the angle of the point (x, y).
#include "kernels.h"
#include <math.h>

// Brings both to the middle of the range, so that no product overflows or loses bits.
static void center(double *x, double *y)
{
    int exponent = 0;
    double larger = *x > *y ? *x : *y;
    frexp(larger, &exponent);
    *x = __cw_times_power(*x, -exponent);
    *y = __cw_times_power(*y, -exponent);
}

static struct __cw_dd first_quadrant(double y, double x)
{
    if (x > __CW_LARGEST && y > __CW_LARGEST)
        return __cw_dd_scale((struct __cw_dd){0x1.921fb54442d18p+1, 0x1.1a62633145c07p-53}, 0.25);
    if (y == 0 || x > __CW_LARGEST)
        return __cw_dd_of(0);
    if (x == 0 || y > __CW_LARGEST)
        return (struct __cw_dd){0x1.921fb54442d18p+0, 0x1.1a62633145c07p-54};
    center(&x, &y);
    return __cw_angle(__cw_dd_of(y), __cw_dd_of(x));
}

double atan2(double y, double x)
{
    if (x != x || y != y)
        return x + y;
    int left = signbit(x);
    double width = __builtin_fabs(x);
    double height = __builtin_fabs(y);

    // A slope so flat that it is its own angle; the quotient rounds once, even to a subnormal number.
    if (!left && height < width * 0x1p-60 && width <= __CW_LARGEST && y != 0)
    {
        double slope = height / width;
        return slope == 0 ? __cw_underflow(y) : __builtin_copysign(slope, y);
    }

    struct __cw_dd angle = first_quadrant(height, width);
    if (left)
        angle = __cw_dd_add((struct __cw_dd){0x1.921fb54442d18p+1, 0x1.1a62633145c07p-53}, __cw_dd_negate(angle));
    return __builtin_copysign(angle.high, y);
}

float atan2f(float x, float y)
{
    return (float)atan2(x, y);
}

long double atan2l(long double x, long double y)
{
    return atan2((double)x, (double)y);
}
