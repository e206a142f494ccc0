// raise: sends a signal to the program itself.
#include "raise.h"
#include "actions.h"
#include "../start/finish.h"
#include <crabwalk/host.h>
#include <errno.h>
#include <signal.h>

static int ignored_by_default(int signal_number)
{
    return signal_number == SIGCHLD || signal_number == SIGCONT || signal_number == SIGURG || signal_number == SIGWINCH;
}

void __cw_deliver(int signal_number)
{
    if (__cw_run_handler(signal_number) || ignored_by_default(signal_number))
        return;
    __cw_finish();
    if (signal_number == SIGABRT)
        __host_abort();

    // A program ended by a signal has the exit code that a shell gives it.
    __host_exit(128 + signal_number);
}

int raise(int signal_number)
{
    if (signal_number < 1 || signal_number > 63)
    {
        errno = EINVAL;
        return -1;
    }

    if (__cw_signals_blocked & (1ull << signal_number))
        __cw_signals_pending |= 1ull << signal_number;
    else
        __cw_deliver(signal_number);
    return 0;
}
