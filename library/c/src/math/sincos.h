// Sine or cosine by quadrant.
#include "kernels.h"

// The sine of x plus quarter right angles; x is finite.
struct __cw_dd __cw_sine_from(double x, int quarter);
