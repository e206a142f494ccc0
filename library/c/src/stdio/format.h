// The parts of printf: a conversion specification, the value it converts, and one function for each kind of output.
#ifndef __CW_FORMAT_H
#define __CW_FORMAT_H

#include "sink.h"
#include <stdarg.h>

enum
{
    __CW_FLAG_LEFT = 1,
    __CW_FLAG_PLUS = 2,
    __CW_FLAG_SPACE = 4,
    __CW_FLAG_ALTERNATE = 8,
    __CW_FLAG_ZERO = 16
};

enum __cw_length
{
    __CW_LENGTH_NONE,
    __CW_LENGTH_CHAR,
    __CW_LENGTH_SHORT,
    __CW_LENGTH_LONG,
    __CW_LENGTH_LONG_LONG,
    __CW_LENGTH_INTMAX,
    __CW_LENGTH_SIZE,
    __CW_LENGTH_PTRDIFF,
    __CW_LENGTH_LONG_DOUBLE
};

enum
{
    // Where a width, a precision or a value comes from: not from an argument, from the next one, or (above 0) from
    // the argument of that number, as in %2$d.
    __CW_NO_ARGUMENT = -1,
    __CW_NEXT_ARGUMENT = 0
};

struct __cw_spec
{
    int flags;
    int width;
    int width_argument;
    // -1 when there is none.
    int precision;
    int precision_argument;
    int value_argument;
    enum __cw_length length;
    char conversion;
};

// Reads what stands after a percent sign. Returns the end, or NULL when a number is too large.
const char *__cw_parse_spec(const char *text, struct __cw_spec *spec);

enum __cw_kind
{
    __CW_KIND_NONE,
    __CW_KIND_INT,
    __CW_KIND_LONG,
    __CW_KIND_LONG_LONG,
    __CW_KIND_INTMAX,
    __CW_KIND_SIZE,
    __CW_KIND_PTRDIFF,
    __CW_KIND_WINT,
    __CW_KIND_DOUBLE,
    __CW_KIND_LONG_DOUBLE,
    __CW_KIND_POINTER
};

struct __cw_value
{
    long long integer;
    double real;
    void *pointer;
};

// The arguments of one call. start is where they begin, for numbered ones.
struct __cw_arguments
{
    va_list list;
    va_list start;
    const char *format;
};

enum __cw_kind __cw_kind_of(const struct __cw_spec *spec);
struct __cw_value __cw_take(struct __cw_arguments *arguments, enum __cw_kind kind, char conversion);
struct __cw_value __cw_take_numbered(struct __cw_arguments *arguments, int number);

// Formats everything. Returns the number of bytes, or -1 with errno.
int __cw_format(struct __cw_sink *sink, const char *format, va_list arguments);

void __cw_format_integer(struct __cw_sink *sink, const struct __cw_spec *spec, long long value);
void __cw_format_pointer(struct __cw_sink *sink, const struct __cw_spec *spec, const void *value);
void __cw_format_real(struct __cw_sink *sink, const struct __cw_spec *spec, double value);
void __cw_format_hex_real(struct __cw_sink *sink, const struct __cw_spec *spec, double value);
void __cw_format_text(struct __cw_sink *sink, const struct __cw_spec *spec, const char *text);
void __cw_format_wide_text(struct __cw_sink *sink, const struct __cw_spec *spec, const void *text);
void __cw_format_character(struct __cw_sink *sink, const struct __cw_spec *spec, int c);
void __cw_format_wide_character(struct __cw_sink *sink, const struct __cw_spec *spec, unsigned int c);

// Puts sign or prefix, zeros and body, padded to the width of the specification.
void __cw_format_number(struct __cw_sink *sink, const struct __cw_spec *spec, const char *prefix, int prefix_size,
    int zeros, const char *body, int body_size);

#endif
