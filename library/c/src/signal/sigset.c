// Sets of signals: bit n stands for signal n.
#include <errno.h>
#include <signal.h>

static int valid(int signal_number)
{
    if (signal_number >= 1 && signal_number < 64)
        return 1;
    errno = EINVAL;
    return 0;
}

int sigemptyset(sigset_t *set)
{
    set->__bits = 0;
    return 0;
}

int sigfillset(sigset_t *set)
{
    set->__bits = ~0ull;
    return 0;
}

int sigaddset(sigset_t *set, int signal_number)
{
    if (!valid(signal_number))
        return -1;
    set->__bits |= 1ull << signal_number;
    return 0;
}

int sigdelset(sigset_t *set, int signal_number)
{
    if (!valid(signal_number))
        return -1;
    set->__bits &= ~(1ull << signal_number);
    return 0;
}

int sigismember(const sigset_t *set, int signal_number)
{
    if (!valid(signal_number))
        return -1;
    return (int)(set->__bits >> signal_number & 1);
}
