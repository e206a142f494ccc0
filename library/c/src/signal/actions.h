#include <signal.h>

// Calls the handler of a signal if the program has set one. Returns whether the signal is dealt with.
int __cw_run_handler(int signal_number);

// The handler set for each signal: SIG_DFL, SIG_IGN or a function.
extern sighandler_t __cw_signal_handlers[64];

// Signals that are held back by sigprocmask, and those that came meanwhile: bit n stands for signal n.
extern unsigned long long __cw_signals_blocked;
extern unsigned long long __cw_signals_pending;

// Which handlers sigaction set with SA_RESETHAND.
extern unsigned long long __cw_signals_once;
