// asctime and ctime: a date as in "Thu Jan  1 00:00:00 1970".
#include "calendar.h"
#include <errno.h>
#include <stdio.h>

enum
{
    // What POSIX gives asctime_r; a year beyond four digits does not fit.
    SIZE = 26,
    // Room for any members, in range or not.
    LARGE_SIZE = 96
};

static const char *part(const char *const *names, int count, int index)
{
    return index >= 0 && index < count ? names[index] : "???";
}

static char *write_date(const struct tm *date, char *to, size_t size)
{
    int length = snprintf(to, size, "%.3s %.3s%3d %.2d:%.2d:%.2d %lld\n", part(__cw_day_names, 7, date->tm_wday),
        part(__cw_month_names, 12, date->tm_mon), date->tm_mday, date->tm_hour, date->tm_min, date->tm_sec,
        date->tm_year + 1900LL);
    if ((size_t)length < size)
        return to;
    errno = EOVERFLOW;
    return NULL;
}

char *asctime_r(const struct tm *restrict date, char *restrict to)
{
    return write_date(date, to, SIZE);
}

char *asctime(const struct tm *date)
{
    static char text[LARGE_SIZE];
    return write_date(date, text, sizeof text);
}

char *ctime_r(const time_t *moment, char *to)
{
    struct tm date;
    struct tm *filled = localtime_r(moment, &date);
    return filled == NULL ? NULL : asctime_r(filled, to);
}

char *ctime(const time_t *moment)
{
    struct tm *date = localtime(moment);
    return date == NULL ? NULL : asctime(date);
}
