// strftime: a date by a format, in locale "C" (C17 7.27.3.5), with the additions of POSIX and GNU.
#include "calendar.h"
#include <crabwalk/host.h>
#include <stdio.h>

struct output
{
    char *to;
    size_t room;
    size_t length;
    int full;
};

// The flags of GNU: how numbers are padded, and which case letters have.
struct style
{
    char padding;
    char letters;
    int width;
};

static void put_character(struct output *output, char c)
{
    if (output->length + 1 < output->room)
        output->to[output->length++] = c;
    else
        output->full = 1;
}

static char change_case(char c, char letters)
{
    if (letters == '^' && (unsigned)c - 'a' < 26)
        return (char)(c - 32);
    return letters == '_' && (unsigned)c - 'A' < 26 ? (char)(c + 32) : c;
}

static void put_text(struct output *output, const struct style *style, const char *text, char letters)
{
    size_t length = __builtin_strlen(text);
    char padding = style->padding == '0' ? '0' : ' ';
    for (size_t i = length; i < (size_t)style->width; i++)
        put_character(output, padding);
    for (size_t i = 0; i < length; i++)
        put_character(output, change_case(text[i], letters));
}

static void put_name(struct output *output, const struct style *style, const char *const *names, int count, int index, int size)
{
    char letters = style->letters == '#' ? '^' : style->letters;
    char text[16] = "?";
    if (index >= 0 && index < count)
        snprintf(text, sizeof text, "%.*s", size, names[index]);
    put_text(output, style, text, letters);
}

static void put_number(struct output *output, const struct style *style, long long value, int width, char padding)
{
    char digits[24];
    if (style->padding != '\0')
        padding = style->padding == '_' ? ' ' : style->padding;
    if (style->width != 0)
        width = style->width;
    int length = snprintf(digits, sizeof digits, "%lld", value < 0 ? -value : value);
    int zeros = padding == '-' ? 0 : width - length - (value < 0);
    if (value < 0 && padding == '0')
        put_character(output, '-');
    for (int i = 0; i < zeros; i++)
        put_character(output, padding);
    if (value < 0 && padding != '0')
        put_character(output, '-');
    for (int i = 0; i < length; i++)
        put_character(output, digits[i]);
}

static int days_in(long long year)
{
    return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 366 : 365;
}

// ISO 8601: weeks begin on Monday, and week 1 has the year's first Thursday.
static void iso_week(const struct tm *date, long long *year, int *week)
{
    *year = date->tm_year + 1900LL;
    int weekday = (date->tm_wday + 6) % 7;
    int days = date->tm_yday - weekday + 3;
    if (days < 0)
    {
        --*year;
        days += days_in(*year);
    }
    else if (days >= days_in(*year))
    {
        days -= days_in(*year);
        ++*year;
    }

    *week = days / 7 + 1;
}

static int twelve(int hour)
{
    return hour % 12 == 0 ? 12 : hour % 12;
}

static long long century(const struct tm *date)
{
    long long year = date->tm_year + 1900LL;
    return year / 100 - (year % 100 < 0);
}

static void put_offset(struct output *output, const struct style *style, long offset)
{
    long minutes = offset / 60;
    put_character(output, minutes < 0 ? '-' : '+');
    minutes = minutes < 0 ? -minutes : minutes;
    put_number(output, style, minutes / 60 * 100 + minutes % 60, 4, '0');
}

static void put_half(struct output *output, const struct style *style, const struct tm *date, char letters)
{
    if (style->letters == '#')
        letters = '_';
    put_text(output, style, date->tm_hour >= 12 ? "PM" : "AM", letters);
}

static const char *compound(char conversion)
{
    switch (conversion)
    {
    case 'c':
        return "%a %b %e %H:%M:%S %Y";
    case 'D':
    case 'x':
        return "%m/%d/%y";
    case 'F':
        return "%Y-%m-%d";
    case 'r':
        return "%I:%M:%S %p";
    case 'R':
        return "%H:%M";
    case 'T':
    case 'X':
        return "%H:%M:%S";
    default:
        return NULL;
    }
}

static void put_all(struct output *output, const char *format, const struct tm *date, int depth);

static void put_weeks(struct output *output, const struct style *style, const struct tm *date, char conversion)
{
    long long year = 0;
    int week = 0;
    iso_week(date, &year, &week);
    switch (conversion)
    {
    case 'G':
        put_number(output, style, year, 1, '0');
        break;
    case 'g':
        put_number(output, style, (year % 100 + 100) % 100, 2, '0');
        break;
    case 'V':
        put_number(output, style, week, 2, '0');
        break;
    case 'U':
        put_number(output, style, (date->tm_yday + 7 - date->tm_wday) / 7, 2, '0');
        break;
    default:
        put_number(output, style, (date->tm_yday + 7 - (date->tm_wday + 6) % 7) / 7, 2, '0');
        break;
    }
}

static void put_seconds_since_epoch(struct output *output, const struct style *style, const struct tm *date)
{
    struct tm copy = *date;
    time_t moment = 0;
    if (__cw_join_time(&copy, &moment) == 0)
        put_number(output, style, moment, 1, '0');
}

static int put_year_part(struct output *output, const struct style *style, const struct tm *date, char conversion)
{
    switch (conversion)
    {
    case 'C':
        put_number(output, style, century(date), 2, '0');
        return 1;
    case 'Y':
        put_number(output, style, date->tm_year + 1900LL, 1, '0');
        return 1;
    case 'y':
        put_number(output, style, (date->tm_year % 100 + 100) % 100, 2, '0');
        return 1;
    case 'm':
        put_number(output, style, date->tm_mon + 1LL, 2, '0');
        return 1;
    case 'd':
        put_number(output, style, date->tm_mday, 2, '0');
        return 1;
    case 'e':
        put_number(output, style, date->tm_mday, 2, ' ');
        return 1;
    case 'j':
        put_number(output, style, date->tm_yday + 1LL, 3, '0');
        return 1;
    case 'u':
        put_number(output, style, (date->tm_wday + 6) % 7 + 1, 1, '0');
        return 1;
    case 'w':
        put_number(output, style, date->tm_wday, 1, '0');
        return 1;
    case 'G':
    case 'g':
    case 'V':
    case 'U':
    case 'W':
        put_weeks(output, style, date, conversion);
        return 1;
    default:
        return 0;
    }
}

static int put_day_part(struct output *output, const struct style *style, const struct tm *date, char conversion)
{
    switch (conversion)
    {
    case 'H':
        put_number(output, style, date->tm_hour, 2, '0');
        return 1;
    case 'I':
        put_number(output, style, twelve(date->tm_hour), 2, '0');
        return 1;
    case 'k':
        put_number(output, style, date->tm_hour, 2, ' ');
        return 1;
    case 'l':
        put_number(output, style, twelve(date->tm_hour), 2, ' ');
        return 1;
    case 'M':
        put_number(output, style, date->tm_min, 2, '0');
        return 1;
    case 'S':
        put_number(output, style, date->tm_sec, 2, '0');
        return 1;
    case 's':
        put_seconds_since_epoch(output, style, date);
        return 1;
    case 'p':
        put_half(output, style, date, style->letters);
        return 1;
    case 'P':
        put_half(output, style, date, '_');
        return 1;
    case 'z':
        put_offset(output, style, date->tm_gmtoff);
        return 1;
    case 'Z':
        put_text(output, style, date->tm_zone == NULL ? "" : date->tm_zone, style->letters == '#' ? '_' : style->letters);
        return 1;
    default:
        return 0;
    }
}

static int put_word(struct output *output, const struct style *style, const struct tm *date, char conversion)
{
    switch (conversion)
    {
    case 'a':
        put_name(output, style, __cw_day_names, 7, date->tm_wday, 3);
        return 1;
    case 'A':
        put_name(output, style, __cw_day_names, 7, date->tm_wday, 15);
        return 1;
    case 'b':
    case 'h':
        put_name(output, style, __cw_month_names, 12, date->tm_mon, 3);
        return 1;
    case 'B':
        put_name(output, style, __cw_month_names, 12, date->tm_mon, 15);
        return 1;
    case 'n':
        put_text(output, style, "\n", '\0');
        return 1;
    case 't':
        put_text(output, style, "\t", '\0');
        return 1;
    case '%':
        put_text(output, style, "%", '\0');
        return 1;
    default:
        return 0;
    }
}

// A compound conversion is a format of its own, formatted first when it has a width to fill.
static void put_compound(struct output *output, const struct style *style, const char *format, const struct tm *date, int depth)
{
    char text[64];
    struct output inner = {text, sizeof text, 0, 0};
    put_all(&inner, format, date, depth + 1);
    text[inner.length] = '\0';
    put_text(output, style, text, style->letters == '#' ? '\0' : style->letters);
}

static const char *put_one(struct output *output, const char *format, const struct tm *date, int depth)
{
    struct style style = {0};
    const char *start = format;
    for (;; format++)
    {
        if (*format == '_' || *format == '-' || *format == '0')
            style.padding = *format;
        else if (*format == '^' || *format == '#')
            style.letters = *format;
        else
            break;
    }

    for (; (unsigned)*format - '0' < 10; format++)
        style.width = style.width < 10000 ? style.width * 10 + (*format - '0') : style.width;
    if (*format == 'E' || *format == 'O')
        format++;
    const char *inner = compound(*format);
    if (inner != NULL && depth == 0)
        put_compound(output, &style, inner, date, depth);
    else if (!put_word(output, &style, date, *format) && !put_year_part(output, &style, date, *format)
        && !put_day_part(output, &style, date, *format))
    {
        // An unknown conversion is shown as it stands.
        put_character(output, '%');
        for (const char *p = start; p <= format && *p != '\0'; p++)
            put_character(output, *p);
    }

    return *format == '\0' ? format : format + 1;
}

static void put_all(struct output *output, const char *format, const struct tm *date, int depth)
{
    while (*format != '\0' && !output->full)
    {
        if (*format != '%')
            put_character(output, *format++);
        else
            format = put_one(output, format + 1, date, depth);
    }
}

size_t strftime(char *restrict to, size_t size, const char *restrict format, const struct tm *restrict date)
{
    struct output output = {to, size, 0, 0};
    put_all(&output, format, date, 0);
    if (size == 0 || output.full)
        return 0;
    to[output.length] = '\0';
    return output.length;
}
