// open and creat: a file descriptor. The mode of a new file is the host's affair.
#include <crabwalk/host.h>
#include <errno.h>
#include <fcntl.h>

int open(const char *path, int flags, ...)
{
    int access = flags & O_ACCMODE;
    int host = access == O_WRONLY ? __CW_OPEN_WRITE : access == O_RDWR ? __CW_OPEN_READ | __CW_OPEN_WRITE : __CW_OPEN_READ;
    host |= flags & O_CREAT ? __CW_OPEN_CREATE : 0;
    host |= flags & O_EXCL ? __CW_OPEN_EXCLUSIVE : 0;
    host |= flags & O_TRUNC ? __CW_OPEN_TRUNCATE : 0;
    host |= flags & O_APPEND ? __CW_OPEN_APPEND : 0;
    int fd = -1;
    int error = __host_path_open(path, host, &fd);
    if (error == 0)
        return fd;
    errno = error;
    return -1;
}

int creat(const char *path, mode_t mode)
{
    return open(path, O_WRONLY | O_CREAT | O_TRUNC, mode);
}
