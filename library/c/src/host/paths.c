// Files by name in WebAssembly: all lie in the first folder that the program was granted.
#include "wasi.h"
#include <errno.h>

#ifdef __wasm__

enum
{
    GRANTED = 3,
    FOLLOW_LINKS = 1,
    CREATE = 1,
    EXCLUSIVE = 4,
    TRUNCATE = 8,
    APPEND = 1,
    RIGHTS_TO_READ = 1 << 1,
    RIGHTS_TO_WRITE = 1 << 6 | 1 << 0 | 1 << 22,
    RIGHTS_OF_ALL = 1 << 2 | 1 << 5 | 1 << 4 | 1 << 21
};

static const char *inside(const char *path)
{
    while (*path == '/')
        path++;
    return path;
}

int __host_path_open(const char *path, int flags, int *fd)
{
    int creation = (flags & __CW_OPEN_CREATE ? CREATE : 0) | (flags & __CW_OPEN_EXCLUSIVE ? EXCLUSIVE : 0) | (flags & __CW_OPEN_TRUNCATE ? TRUNCATE : 0);
    __cw_uint64 rights = RIGHTS_OF_ALL | (flags & __CW_OPEN_READ ? RIGHTS_TO_READ : 0) | (flags & __CW_OPEN_WRITE ? RIGHTS_TO_WRITE : 0);
    const char *name = inside(path);
    __cw_wasi_error error = __wasi_path_open(GRANTED, FOLLOW_LINKS, name, __builtin_strlen(name), creation, rights, 0,
                                             flags & __CW_OPEN_APPEND ? APPEND : 0, fd);
    return __cw_wasi_errno(error);
}

int __host_path_remove(const char *path)
{
    const char *name = inside(path);
    return __cw_wasi_errno(__wasi_path_unlink_file(GRANTED, name, __builtin_strlen(name)));
}

int __host_path_rename(const char *from, const char *to)
{
    const char *old = inside(from);
    const char *fresh = inside(to);
    return __cw_wasi_errno(__wasi_path_rename(GRANTED, old, __builtin_strlen(old), GRANTED, fresh, __builtin_strlen(fresh)));
}

// A name by chance: no two programs, and no two calls, are likely to get the same.
int __host_path_tmpname(char *buffer, __cw_size size)
{
    static const char letters[] = "abcdefghijklmnopqrstuvwxyz012345";
    unsigned char chance[12];
    static const char start[] = "tmp-";
    if (size < sizeof start + sizeof chance)
        return ERANGE;
    int error = __cw_wasi_errno(__wasi_random_get(chance, sizeof chance));
    __builtin_memcpy(buffer, start, sizeof start - 1);
    for (__cw_size i = 0; i < sizeof chance; i++)
        buffer[sizeof start - 1 + i] = letters[chance[i] & 31];
    buffer[sizeof start - 1 + sizeof chance] = '\0';
    return error;
}

#endif
