// C17 7.21.3p4: a stream may not be used after fclose.
#include "file.h"
#include <crabwalk/host.h>

enum
{
    // Longer than any message here.
    ROOM = 160
};

static void append(char *to, const char *text)
{
    __builtin_memcpy(to + __builtin_strlen(to), text, __builtin_strlen(text) + 1);
}

static void report(const char *what, const char *fault)
{
    char message[ROOM] = "`";
    append(message, what);
    append(message, fault);
    __crabwalk_check(0, "UB.StreamState", message);
}

void __cw_check_open(FILE *stream, const char *what)
{
    if (stream == NULL)
        report(what, "` was given NULL instead of a stream: check what `fopen` returned");
    else if (!(stream->flags & __CW_FILE_OPEN))
        report(what, "` was given a stream that is closed");
}
