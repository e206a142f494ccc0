// sigaction: POSIX's way to set a handler.
#include "actions.h"
#include <errno.h>
#include <signal.h>

int sigaction(int signal_number, const struct sigaction *restrict action, struct sigaction *restrict old)
{
    if (signal_number < 1 || signal_number > 63 || signal_number == SIGKILL || signal_number == SIGSTOP)
    {
        errno = EINVAL;
        return -1;
    }

    unsigned long long bit = 1ull << signal_number;
    if (old != 0)
    {
        old->sa_handler = __cw_signal_handlers[signal_number];
        old->sa_mask.__bits = 0;
        old->sa_flags = __cw_signals_once & bit ? SA_RESETHAND : 0;
    }

    if (action != 0)
    {
        __cw_signal_handlers[signal_number] = action->sa_handler;
        __cw_signals_once = action->sa_flags & SA_RESETHAND ? __cw_signals_once | bit : __cw_signals_once & ~bit;
    }

    return 0;
}
