// Waiting where there is one thread: nobody is going to wake it.
#include <crabwalk/host.h>
#include <stdint.h>

enum
{
    WOKEN = 0,
    TIME_IS_UP = 1,
    ALL_WAIT = 2
};

uint32_t __cw_rust_thread_wait(const uint32_t *address, uint32_t expected, int64_t nanoseconds)
{
    if (*address != expected)
        return WOKEN;
    if (nanoseconds < 0)
        return ALL_WAIT;
    __host_sleep(nanoseconds);
    return TIME_IS_UP;
}
