// WASI preview 1, on which the host's functions stand in WebAssembly. The compiler makes imports of these names.
#include <crabwalk/host.h>

#ifdef __wasm__

typedef unsigned int __cw_wasi_error;

struct __cw_wasi_buffer
{
    const void *start;
    __cw_size size;
};

__cw_wasi_error __wasi_fd_read(int fd, const struct __cw_wasi_buffer *buffers, __cw_size count, __cw_size *got);
__cw_wasi_error __wasi_fd_write(int fd, const struct __cw_wasi_buffer *buffers, __cw_size count, __cw_size *put);
__cw_wasi_error __wasi_fd_seek(int fd, __cw_int64 offset, int whence, __cw_int64 *position);
__cw_wasi_error __wasi_fd_close(int fd);
__cw_wasi_error __wasi_fd_sync(int fd);
__cw_wasi_error __wasi_fd_fdstat_get(int fd, void *status);
__cw_wasi_error __wasi_path_open(int folder, int lookup, const char *path, __cw_size length, int creation, __cw_uint64 rights,
                                 __cw_uint64 inherited, int flags, int *fd);
__cw_wasi_error __wasi_path_unlink_file(int folder, const char *path, __cw_size length);
__cw_wasi_error __wasi_path_rename(int folder, const char *from, __cw_size from_length, int to_folder, const char *to, __cw_size to_length);
__cw_wasi_error __wasi_clock_time_get(int id, __cw_int64 precision, __cw_int64 *time);
__cw_wasi_error __wasi_random_get(void *buffer, __cw_size size);
__cw_wasi_error __wasi_args_sizes_get(__cw_size *count, __cw_size *bytes);
__cw_wasi_error __wasi_args_get(char **argv, char *text);
__cw_wasi_error __wasi_environ_sizes_get(__cw_size *count, __cw_size *bytes);
__cw_wasi_error __wasi_environ_get(char **variables, char *text);
__cw_wasi_error __wasi_poll_oneoff(const void *in, void *out, __cw_size count, __cw_size *events);
_Noreturn void __wasi_proc_exit(int code);

// Linux's number for an error of WASI.
int __cw_wasi_errno(__cw_wasi_error error);

#endif
