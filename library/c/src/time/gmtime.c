// gmtime and localtime, and their forms with the caller's own structure. Local time is UTC.
#include "calendar.h"
#include <errno.h>

static struct tm *fill(const time_t *moment, struct tm *date, const char *zone)
{
    int error = __cw_split_time(*moment, date);
    if (error == 0)
    {
        date->tm_zone = zone;
        return date;
    }

    errno = error;
    return NULL;
}

// C17 7.27.3p1: one structure serves all these functions.
static struct tm shared;

struct tm *gmtime(const time_t *moment)
{
    return fill(moment, &shared, "GMT");
}

struct tm *localtime(const time_t *moment)
{
    return fill(moment, &shared, "UTC");
}

struct tm *gmtime_r(const time_t *restrict moment, struct tm *restrict date)
{
    return fill(moment, date, "GMT");
}

struct tm *localtime_r(const time_t *restrict moment, struct tm *restrict date)
{
    return fill(moment, date, "UTC");
}
