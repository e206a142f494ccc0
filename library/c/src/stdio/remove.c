// remove and POSIX's unlink: deletes a file.
#include <crabwalk/host.h>
#include <errno.h>
#include <stdio.h>
#include <unistd.h>

int remove(const char *path)
{
    int error = __host_path_remove(path);
    if (error == 0)
        return 0;
    errno = error;
    return -1;
}

int unlink(const char *path)
{
    return remove(path);
}
