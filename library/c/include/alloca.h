// Memory that lives until the calling function returns.
#ifndef _ALLOCA_H
#define _ALLOCA_H

#include <crabwalk/size.h>

#define alloca(size) __builtin_alloca(size)

#endif
