// size_t, which nine headers define.
#ifndef _CRABWALK_SIZE_H
#define _CRABWALK_SIZE_H
#include <crabwalk/types.h>
typedef __cw_size size_t;
#endif
