// The handlers of signals, as signal and sigaction set them.
#include "actions.h"
#include <signal.h>

sighandler_t __cw_signal_handlers[64];
unsigned long long __cw_signals_blocked;
unsigned long long __cw_signals_pending;
unsigned long long __cw_signals_once;

int __cw_run_handler(int signal_number)
{
    sighandler_t handler = __cw_signal_handlers[signal_number];
    if (handler == SIG_IGN)
        return 1;
    if (handler == SIG_DFL)
        return 0;
    unsigned long long bit = 1ull << signal_number;
    if (__cw_signals_once & bit)
        __cw_signal_handlers[signal_number] = SIG_DFL;

    // A signal does not interrupt its own handler (BSD's meaning, as on Linux).
    unsigned long long blocked = __cw_signals_blocked;
    __cw_signals_blocked |= bit;
    handler(signal_number);
    __cw_signals_blocked = blocked;
    return 1;
}
