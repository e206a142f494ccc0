// write: bytes to a file descriptor.
#include <crabwalk/host.h>
#include <errno.h>
#include <unistd.h>

ssize_t write(int fd, const void *from, size_t size)
{
    size_t put = 0;
    int error = __host_fd_write(fd, from, size, &put);
    if (error == 0)
        return (ssize_t)put;
    errno = error;
    return -1;
}
