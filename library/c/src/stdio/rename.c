// rename: gives a file another name.
#include <crabwalk/host.h>
#include <errno.h>
#include <stdio.h>

int rename(const char *from, const char *to)
{
    int error = __host_path_rename(from, to);
    if (error == 0)
        return 0;
    errno = error;
    return -1;
}
