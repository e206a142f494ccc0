// signal: sets a handler and returns the one before.
#include "actions.h"
#include <errno.h>
#include <signal.h>

void (*signal(int signal_number, void (*handler)(int)))(int)
{
    if (signal_number < 1 || signal_number > 63 || signal_number == SIGKILL || signal_number == SIGSTOP)
    {
        errno = EINVAL;
        return SIG_ERR;
    }

    void (*before)(int) = __cw_signal_handlers[signal_number];
    __cw_signal_handlers[signal_number] = handler;
    __cw_signals_once &= ~(1ull << signal_number);
    return before;
}
