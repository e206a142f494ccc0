// tmpfile: a file that is deleted when it is closed or the program ends.
#include "file.h"
#include <crabwalk/host.h>
#include <errno.h>

enum
{
    // As many as there are streams for them.
    NAMES = 64
};

static char names[NAMES][L_tmpnam];
static FILE *users[NAMES];

static int free_name(void)
{
    for (int i = 0; i < NAMES; i++)
    {
        if (users[i] == NULL || !(users[i]->flags & __CW_FILE_TEMPORARY) || users[i]->path != names[i])
            return i;
    }

    return -1;
}

FILE *tmpfile(void)
{
    int i = free_name();
    if (i < 0)
    {
        errno = EMFILE;
        return NULL;
    }

    int error = __host_path_tmpname(names[i], L_tmpnam);
    if (error != 0)
    {
        errno = error;
        return NULL;
    }

    FILE *stream = fopen(names[i], "w+x");
    if (stream == NULL)
        return NULL;
    users[i] = stream;
    stream->path = names[i];
    stream->flags |= __CW_FILE_TEMPORARY;
    __cw_list_stream(stream);
    return stream;
}
