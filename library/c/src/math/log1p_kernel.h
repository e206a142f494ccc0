// log(1 + u) to about 100 bits.
#include "kernels.h"

struct __cw_dd __cw_log_above_one(struct __cw_dd u);
