// The errors of WASI, in its order, as the numbers that <errno.h> has for them.
#include "wasi.h"
#include <errno.h>

#ifdef __wasm__

static const unsigned char numbers[] = {
    0, E2BIG, EACCES, 98, 99, 97, EAGAIN, 114, EBADF, 74, EBUSY, 125, ECHILD, 103, 111, 104, EDEADLK, 89, EDOM, 122,
    EEXIST, EFAULT, EFBIG, 113, EIDRM, EILSEQ, 115, EINTR, EINVAL, EIO, 106, EISDIR, ELOOP, EMFILE, EMLINK, 90, 72, ENAMETOOLONG, 100, 102,
    101, ENFILE, 105, ENODEV, ENOENT, ENOEXEC, ENOLCK, 67, ENOMEM, ENOMSG, 92, ENOSPC, ENOSYS, 107, ENOTDIR, ENOTEMPTY, 131, 88, 95, ENOTTY,
    ENXIO, 75, 130, EPERM, EPIPE, 71, 93, 91, ERANGE, EROFS, ESPIPE, ESRCH, 116, 110, ETXTBSY, EXDEV, EACCES,
};

int __cw_wasi_errno(__cw_wasi_error error)
{
    return error < sizeof numbers ? numbers[error] : EIO;
}

#endif
