// C17 7.27: date and time. Local time is UTC.
#ifndef _TIME_H
#define _TIME_H

#include <crabwalk/features.h>
#include <crabwalk/null.h>
#include <crabwalk/size.h>

#ifndef _CRABWALK_TIME_T
#define _CRABWALK_TIME_T
typedef __cw_time time_t;
#endif
typedef long clock_t;

struct timespec
{
    time_t tv_sec;
    long tv_nsec;
};

struct tm
{
    int tm_sec;
    int tm_min;
    int tm_hour;
    int tm_mday;
    int tm_mon;
    int tm_year;
    int tm_wday;
    int tm_yday;
    int tm_isdst;
    long tm_gmtoff;
    const char *tm_zone;
};

#define CLOCKS_PER_SEC ((clock_t)1000000)
#define TIME_UTC 1

clock_t clock(void);
double difftime(time_t later, time_t earlier);
time_t mktime(struct tm *date);
time_t time(time_t *now);
int timespec_get(struct timespec *now, int base);
char *asctime(const struct tm *date);
char *ctime(const time_t *moment);
struct tm *gmtime(const time_t *moment);
struct tm *localtime(const time_t *moment);
size_t strftime(char *restrict to, size_t size, const char *restrict format, const struct tm *restrict date);

#ifdef __CW_USE_POSIX
#include <sys/types.h>
#define CLOCK_REALTIME 0
#define CLOCK_MONOTONIC 1
#define CLOCK_PROCESS_CPUTIME_ID 2
#define CLOCK_THREAD_CPUTIME_ID 3
#define CLOCK_MONOTONIC_RAW 4
int clock_gettime(clockid_t id, struct timespec *now);
int clock_getres(clockid_t id, struct timespec *resolution);
int nanosleep(const struct timespec *duration, struct timespec *left);
struct tm *gmtime_r(const time_t *restrict moment, struct tm *restrict date);
struct tm *localtime_r(const time_t *restrict moment, struct tm *restrict date);
char *asctime_r(const struct tm *restrict date, char *restrict to);
char *ctime_r(const time_t *moment, char *to);
time_t timegm(struct tm *date);
void tzset(void);
extern char *tzname[2];
extern long timezone;
extern int daylight;
#endif

#endif
