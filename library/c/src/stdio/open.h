// Opening streams.
#include "file.h"

// What the letters of a mode ask of the host and of the stream; 0 for a bad mode.
struct __cw_mode
{
    int host;
    int stream;
};
int __cw_read_mode(const char *text, struct __cw_mode *mode);

// A free stream, or NULL with EMFILE.
FILE *__cw_take_stream(void);
void __cw_start_stream(FILE *stream, int fd, int flags);
