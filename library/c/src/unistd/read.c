// read: bytes from a file descriptor.
#include <crabwalk/host.h>
#include <errno.h>
#include <unistd.h>

ssize_t read(int fd, void *to, size_t size)
{
    size_t got = 0;
    int error = __host_fd_read(fd, to, size, &got);
    if (error == 0)
        return (ssize_t)got;
    errno = error;
    return -1;
}
