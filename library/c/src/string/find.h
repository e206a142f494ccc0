// The first place where the sought bytes stand in text, or NULL.
#include <crabwalk/types.h>

const unsigned char *__cw_find(
    const unsigned char *text, __cw_size text_size, const unsigned char *sought, __cw_size sought_size);
