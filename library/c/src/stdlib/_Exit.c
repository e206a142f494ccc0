// _Exit and POSIX's _exit: the end, without handlers.
#include <crabwalk/host.h>
#include <stdlib.h>
#include <unistd.h>

_Noreturn void _Exit(int status)
{
    __host_exit(status & 255);
}

_Noreturn void _exit(int status)
{
    __host_exit(status & 255);
}
