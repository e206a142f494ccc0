// lseek, close, fsync and isatty.
#include <crabwalk/host.h>
#include <errno.h>
#include <unistd.h>

static int report(int error)
{
    if (error == 0)
        return 0;
    errno = error;
    return -1;
}

off_t lseek(int fd, off_t offset, int whence)
{
    __cw_int64 place = 0;
    return report(__host_fd_seek(fd, offset, whence, &place)) == 0 ? place : -1;
}

int close(int fd)
{
    return report(__host_fd_close(fd));
}

int fsync(int fd)
{
    return report(__host_fd_sync(fd));
}

int isatty(int fd)
{
    if (__host_fd_isatty(fd))
        return 1;
    errno = ENOTTY;
    return 0;
}
