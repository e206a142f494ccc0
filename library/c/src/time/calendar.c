// The calendar.
#include "calendar.h"
#include <errno.h>
#include <limits.h>

enum
{
    SECONDS_PER_DAY = 86400,
    DAYS_PER_ERA = 146097,
    // From 0000-03-01 to 1970-01-01.
    DAYS_TO_EPOCH = 719468
};

const char *const __cw_month_names[12] = {"January", "February", "March", "April", "May", "June", "July", "August",
    "September", "October", "November", "December"};
const char *const __cw_day_names[7] = {"Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"};

static long long floor_divide(long long a, long long b)
{
    return a / b - (a % b < 0);
}

// Days since 1970-01-01 of a year's month (0 is January) and day. Years begin in March here, so that the leap day is
// the last of its year; an era is 400 years.
static long long days_from_date(long long year, int month, long long day)
{
    int march_month = month >= 2 ? month - 2 : month + 10;
    year -= month < 2;
    long long era = floor_divide(year, 400);
    long long year_of_era = year - era * 400;
    long long day_of_year = (153 * march_month + 2) / 5;
    return era * DAYS_PER_ERA + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year + day - 1 - DAYS_TO_EPOCH;
}

static int is_leap(long long year)
{
    return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

int __cw_split_time(time_t moment, struct tm *date)
{
    static const short days_before[12] = {0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334};
    long long days = floor_divide(moment, SECONDS_PER_DAY);
    int seconds = (int)(moment - days * SECONDS_PER_DAY);
    long long shifted = days + DAYS_TO_EPOCH;
    long long era = floor_divide(shifted, DAYS_PER_ERA);
    int day_of_era = (int)(shifted - era * DAYS_PER_ERA);
    int year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
    int day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    int march_month = (5 * day_of_year + 2) / 153;
    int month = march_month < 10 ? march_month + 2 : march_month - 10;
    long long year = year_of_era + era * 400 + (month < 2);
    if (year - 1900 > INT_MAX || year - 1900 < INT_MIN)
        return EOVERFLOW;
    date->tm_sec = seconds % 60;
    date->tm_min = seconds / 60 % 60;
    date->tm_hour = seconds / 3600;
    date->tm_mday = day_of_year - (153 * march_month + 2) / 5 + 1;
    date->tm_mon = month;
    date->tm_year = (int)(year - 1900);
    date->tm_wday = (int)(((days + 4) % 7 + 7) % 7);
    date->tm_yday = days_before[month] + date->tm_mday - 1 + (month > 1 && is_leap(year));
    date->tm_isdst = 0;
    date->tm_gmtoff = 0;
    date->tm_zone = "UTC";
    return 0;
}

int __cw_join_time(struct tm *date, time_t *moment)
{
    long long months = floor_divide(date->tm_mon, 12);
    long long year = date->tm_year + 1900LL + months;
    long long days = days_from_date(year, (int)(date->tm_mon - months * 12), date->tm_mday);
    long long seconds = days * SECONDS_PER_DAY + date->tm_hour * 3600LL + date->tm_min * 60LL + date->tm_sec;
    if (__cw_split_time(seconds, date) != 0)
        return EOVERFLOW;
    *moment = seconds;
    return 0;
}
