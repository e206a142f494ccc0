// The clocks: time, clock, timespec_get, clock_gettime and gettimeofday.
#include <crabwalk/host.h>
#include <errno.h>
#include <sys/time.h>
#include <time.h>

enum
{
    BILLION = 1000000000
};

static int read_clock(int id, struct timespec *now)
{
    __cw_int64 nanoseconds = 0;
    int error = __host_clock(id, &nanoseconds);
    now->tv_sec = nanoseconds / BILLION;
    now->tv_nsec = (long)(nanoseconds % BILLION);
    return error;
}

time_t time(time_t *now)
{
    struct timespec moment;
    time_t seconds = read_clock(__CW_CLOCK_WALL, &moment) == 0 ? moment.tv_sec : -1;
    if (now != NULL)
        *now = seconds;
    return seconds;
}

clock_t clock(void)
{
    struct timespec used;
    if (read_clock(__CW_CLOCK_CPU, &used) != 0)
        return -1;
    return (clock_t)(used.tv_sec * 1000000 + used.tv_nsec / 1000);
}

int timespec_get(struct timespec *now, int base)
{
    return base == TIME_UTC && read_clock(__CW_CLOCK_WALL, now) == 0 ? base : 0;
}

static int host_clock_of(clockid_t id)
{
    switch (id)
    {
    case CLOCK_REALTIME:
        return __CW_CLOCK_WALL;
    case CLOCK_MONOTONIC:
    case CLOCK_MONOTONIC_RAW:
        return __CW_CLOCK_MONOTONIC;
    case CLOCK_PROCESS_CPUTIME_ID:
    case CLOCK_THREAD_CPUTIME_ID:
        return __CW_CLOCK_CPU;
    default:
        return -1;
    }
}

int clock_gettime(clockid_t id, struct timespec *now)
{
    int host = host_clock_of(id);
    int error = host < 0 ? EINVAL : read_clock(host, now);
    if (error == 0)
        return 0;
    errno = error;
    return -1;
}

int clock_getres(clockid_t id, struct timespec *resolution)
{
    if (host_clock_of(id) < 0)
    {
        errno = EINVAL;
        return -1;
    }

    if (resolution != NULL)
        *resolution = (struct timespec){0, 1};
    return 0;
}

int gettimeofday(struct timeval *restrict now, void *restrict zone)
{
    struct timespec moment;
    int error = read_clock(__CW_CLOCK_WALL, &moment);
    now->tv_sec = moment.tv_sec;
    now->tv_usec = moment.tv_nsec / 1000;
    if (zone != NULL)
        *(struct timezone *)zone = (struct timezone){0, 0};
    if (error == 0)
        return 0;
    errno = error;
    return -1;
}
