// Reading and writing in WebAssembly.
#include "wasi.h"

#ifdef __wasm__

enum
{
    CHARACTER_DEVICE = 2,
    RIGHT_TO_SEEK = 1 << 2,
    RIGHT_TO_TELL = 1 << 5
};

int __host_fd_read(int fd, void *buffer, __cw_size size, __cw_size *got)
{
    struct __cw_wasi_buffer whole = {buffer, size};
    return __cw_wasi_errno(__wasi_fd_read(fd, &whole, 1, got));
}

int __host_fd_write(int fd, const void *buffer, __cw_size size, __cw_size *put)
{
    struct __cw_wasi_buffer whole = {buffer, size};
    return __cw_wasi_errno(__wasi_fd_write(fd, &whole, 1, put));
}

int __host_fd_seek(int fd, __cw_int64 offset, int whence, __cw_int64 *position)
{
    return __cw_wasi_errno(__wasi_fd_seek(fd, offset, whence, position));
}

int __host_fd_close(int fd)
{
    return __cw_wasi_errno(__wasi_fd_close(fd));
}

int __host_fd_sync(int fd)
{
    return __cw_wasi_errno(__wasi_fd_sync(fd));
}

// A terminal is a device of characters in which there are no places.
int __host_fd_isatty(int fd)
{
    __cw_uint64 status[3];
    if (__wasi_fd_fdstat_get(fd, status) != 0)
        return 0;
    return (status[0] & 255) == CHARACTER_DEVICE && (status[1] & (RIGHT_TO_SEEK | RIGHT_TO_TELL)) == 0;
}

#endif
