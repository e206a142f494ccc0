// sigprocmask: holds signals back, and delivers those that came meanwhile.
#include "actions.h"
#include "raise.h"
#include <errno.h>
#include <signal.h>

static void deliver_pending(void)
{
    for (int signal_number = 1; signal_number < 64; signal_number++)
    {
        unsigned long long bit = 1ull << signal_number;
        if (__cw_signals_pending & ~__cw_signals_blocked & bit)
        {
            __cw_signals_pending &= ~bit;
            __cw_deliver(signal_number);
        }
    }
}

int sigprocmask(int how, const sigset_t *restrict set, sigset_t *restrict old)
{
    if (old != 0)
        old->__bits = __cw_signals_blocked;
    if (set == 0)
        return 0;
    switch (how)
    {
    case SIG_BLOCK:
        __cw_signals_blocked |= set->__bits;
        break;
    case SIG_UNBLOCK:
        __cw_signals_blocked &= ~set->__bits;
        break;
    case SIG_SETMASK:
        __cw_signals_blocked = set->__bits;
        break;
    default:
        errno = EINVAL;
        return -1;
    }

    deliver_pending();
    return 0;
}
