// dprintf and vdprintf: formatted text to a file descriptor.
#include "format.h"
#include <crabwalk/host.h>
#include <errno.h>
#include <stdio.h>

struct to_descriptor
{
    struct __cw_sink sink;
    int fd;
    char waiting[256];
};

static void send(struct to_descriptor *target, const char *bytes, size_t size)
{
    size_t sent = 0;
    while (sent < size && !target->sink.failed)
    {
        size_t put = 0;
        int error = __host_fd_write(target->fd, bytes + sent, size - sent, &put);
        if (error != 0)
        {
            errno = error;
            target->sink.failed = 1;
        }

        sent += put;
    }
}

static void flush(struct to_descriptor *target)
{
    send(target, target->waiting, (size_t)(target->sink.at - target->waiting));
    target->sink.at = target->waiting;
    target->sink.room = sizeof target->waiting;
}

static void drain(struct __cw_sink *sink, const char *bytes, size_t size)
{
    struct to_descriptor *target = (struct to_descriptor *)sink;
    flush(target);
    send(target, bytes, size);
}

int vdprintf(int fd, const char *restrict format, va_list arguments)
{
    struct to_descriptor target;
    target.sink = (struct __cw_sink){.at = target.waiting, .room = sizeof target.waiting, .drain = drain};
    target.fd = fd;
    int result = __cw_format(&target.sink, format, arguments);
    flush(&target);
    return target.sink.failed ? -1 : result;
}

int dprintf(int fd, const char *restrict format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    int result = vdprintf(fd, format, arguments);
    va_end(arguments);
    return result;
}
