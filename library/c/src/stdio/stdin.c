// The standard stream stdin.
#include "file.h"

static unsigned char buffer[__CW_FILE_BUFFER];
static FILE stream = {
    .data = buffer,
    .capacity = sizeof buffer,
    .fd = 0,
    .flags = __CW_FILE_OPEN | __CW_FILE_READABLE,
    .buffering = __CW_BUFFER_FULL,
};

FILE *stdin = &stream;
