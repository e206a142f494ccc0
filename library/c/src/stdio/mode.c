// The mode argument of fopen (C17 7.21.5.3p3).
#include "open.h"
#include <crabwalk/host.h>

static int base(char c, struct __cw_mode *mode)
{
    switch (c)
    {
    case 'r':
        mode->host = __CW_OPEN_READ;
        mode->stream = __CW_FILE_READABLE;
        return 1;
    case 'w':
        mode->host = __CW_OPEN_WRITE | __CW_OPEN_CREATE | __CW_OPEN_TRUNCATE;
        mode->stream = __CW_FILE_WRITABLE;
        return 1;
    case 'a':
        mode->host = __CW_OPEN_WRITE | __CW_OPEN_CREATE | __CW_OPEN_APPEND;
        mode->stream = __CW_FILE_WRITABLE | __CW_FILE_APPEND;
        return 1;
    default:
        return 0;
    }
}

int __cw_read_mode(const char *text, struct __cw_mode *mode)
{
    if (!base(*text, mode))
        return 0;
    for (const char *p = text + 1; *p != '\0' && *p != ','; p++)
    {
        if (*p == '+')
        {
            mode->host |= __CW_OPEN_READ | __CW_OPEN_WRITE;
            mode->stream |= __CW_FILE_READABLE | __CW_FILE_WRITABLE;
        }
        else if (*p == 'x')
        {
            mode->host |= __CW_OPEN_EXCLUSIVE;
        }
    }

    return 1;
}
