// The standard stream stdout.
#include "file.h"

static unsigned char buffer[__CW_FILE_BUFFER];
static FILE stream = {
    .data = buffer,
    .capacity = sizeof buffer,
    .fd = 1,
    .flags = __CW_FILE_OPEN | __CW_FILE_WRITABLE,
#ifdef __wasm__
    .buffering = __CW_BUFFER_LINE,
#else
    .buffering = __CW_BUFFER_PROMPT,
#endif
};

FILE *stdout = &stream;
