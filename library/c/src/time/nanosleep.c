// nanosleep and its older relatives.
#include <crabwalk/host.h>
#include <errno.h>
#include <time.h>
#include <unistd.h>

int nanosleep(const struct timespec *duration, struct timespec *left)
{
    if (duration->tv_sec < 0 || duration->tv_nsec < 0 || duration->tv_nsec >= 1000000000)
    {
        errno = EINVAL;
        return -1;
    }

    // Longer sleeps than 64 bits of nanoseconds can say are cut to that, some 292 years.
    __cw_int64 longest = 9223372035;
    __cw_int64 seconds = duration->tv_sec < longest ? duration->tv_sec : longest;
    __host_sleep(seconds * 1000000000 + duration->tv_nsec);
    if (left != NULL)
        *left = (struct timespec){0, 0};
    return 0;
}

unsigned int sleep(unsigned int seconds)
{
    __host_sleep((__cw_int64)seconds * 1000000000);
    return 0;
}

int usleep(useconds_t microseconds)
{
    __host_sleep((__cw_int64)microseconds * 1000);
    return 0;
}
