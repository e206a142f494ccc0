// mktime and timegm: the moment of a date, whose members are put in range.
#include "calendar.h"
#include <errno.h>

static time_t join(struct tm *date, const char *zone)
{
    struct tm in_range = *date;
    time_t moment = 0;
    int error = __cw_join_time(&in_range, &moment);
    if (error != 0)
    {
        errno = error;
        return -1;
    }

    in_range.tm_zone = zone;
    *date = in_range;
    return moment;
}

time_t mktime(struct tm *date)
{
    return join(date, "UTC");
}

time_t timegm(struct tm *date)
{
    return join(date, "GMT");
}
