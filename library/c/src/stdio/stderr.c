// The standard stream stderr: nothing waits in it (C17 7.21.3p7).
#include "file.h"

static FILE stream = {
    .data = stream.own,
    .capacity = sizeof stream.own,
    .fd = 2,
    .flags = __CW_FILE_OPEN | __CW_FILE_WRITABLE,
    .buffering = __CW_BUFFER_NONE,
};

FILE *stderr = &stream;
