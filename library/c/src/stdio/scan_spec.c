// Reading a conversion specification of scanf (C17 7.21.6.2p3).
#include "scan.h"
#include <limits.h>

static const char *read_number(const char *text, int *number)
{
    int value = 0;
    for (; (unsigned)*text - '0' < 10; text++)
    {
        int digit = *text - '0';
        value = value > (INT_MAX - digit) / 10 ? INT_MAX : value * 10 + digit;
    }

    *number = value;
    return text;
}

static const char *read_length(const char *text, enum __cw_length *length)
{
    switch (*text)
    {
    case 'h':
        *length = text[1] == 'h' ? __CW_LENGTH_CHAR : __CW_LENGTH_SHORT;
        return text + (text[1] == 'h' ? 2 : 1);
    case 'l':
        *length = text[1] == 'l' ? __CW_LENGTH_LONG_LONG : __CW_LENGTH_LONG;
        return text + (text[1] == 'l' ? 2 : 1);
    case 'q':
    case 'L':
        *length = *text == 'L' ? __CW_LENGTH_LONG_DOUBLE : __CW_LENGTH_LONG_LONG;
        return text + 1;
    case 'j':
        *length = __CW_LENGTH_INTMAX;
        return text + 1;
    case 'z':
        *length = __CW_LENGTH_SIZE;
        return text + 1;
    case 't':
        *length = __CW_LENGTH_PTRDIFF;
        return text + 1;
    default:
        return text;
    }
}

// A set begins after its bracket; a bracket right at its start belongs to it.
static const char *read_set(const char *text, struct __cw_scan_spec *spec)
{
    if (*text == '^')
    {
        spec->excluded = 1;
        text++;
    }

    spec->set = text;
    if (*text == ']')
        text++;
    while (*text != ']' && *text != '\0')
        text++;
    spec->set_end = text;
    return *text == ']' ? text + 1 : text;
}

const char *__cw_parse_scan_spec(const char *text, struct __cw_scan_spec *spec)
{
    *spec = (struct __cw_scan_spec){.width = -1};
    int number = 0;
    const char *end = read_number(text, &number);
    if (end != text && *end == '$')
    {
        spec->argument = number;
        text = end + 1;
    }

    for (; *text == '*' || *text == '\'' || *text == 'I'; text++)
        spec->suppressed |= *text == '*';
    if (*text == 'm')
    {
        spec->allocated = 1;
        text++;
    }

    end = read_number(text, &number);
    if (end != text)
    {
        // A width of 0 means none.
        spec->width = number == 0 ? -1 : number;
        text = end;
    }

    if (*text == 'm')
    {
        spec->allocated = 1;
        text++;
    }

    text = read_length(text, &spec->length);
    spec->conversion = *text;
    if (*text == '\0')
        return text;
    if (*text == 'C' || *text == 'S')
    {
        spec->conversion = *text == 'C' ? 'c' : 's';
        spec->length = __CW_LENGTH_LONG;
    }

    return *text == '[' ? read_set(text + 1, spec) : text + 1;
}
