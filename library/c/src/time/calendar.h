// The calendar under <time.h>: days counted from 1970-01-01, proleptic Gregorian, UTC.
#ifndef __CW_CALENDAR_H
#define __CW_CALENDAR_H

#include <time.h>

// Fills *date from a moment. 0, or EOVERFLOW when the year does not fit.
int __cw_split_time(time_t moment, struct tm *date);

// The moment of a date whose members may be out of range, and the date put in range. 0, or EOVERFLOW.
int __cw_join_time(struct tm *date, time_t *moment);

extern const char *const __cw_month_names[12];
extern const char *const __cw_day_names[7];

#endif
