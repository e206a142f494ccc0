// signal: sets a handler and returns the one before.
#include "actions.h"
#include <errno.h>
#include <signal.h>

sighandler_t signal(int signal_number, sighandler_t handler)
{
    if (signal_number < 1 || signal_number > 63 || signal_number == SIGKILL || signal_number == SIGSTOP)
    {
        errno = EINVAL;
        return SIG_ERR;
    }

    sighandler_t before = __cw_signal_handlers[signal_number];
    __cw_signal_handlers[signal_number] = handler;
    __cw_signals_once &= ~(1ull << signal_number);
    return before;
}
