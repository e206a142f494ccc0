// log(gamma(x)) to about 90 bits, for a positive x.
#include "kernels.h"

struct __cw_dd __cw_log_gamma(double x);

// sin(pi x) for an x that is not whole.
struct __cw_dd __cw_sine_of_pi(double x);
