// The parts of scanf: a conversion specification, and one function for each kind of input.
#ifndef __CW_SCAN_H
#define __CW_SCAN_H

#include "format.h"
#include "source.h"

struct __cw_scan_spec
{
    int suppressed;
    // %ms: the string gets a block of its own.
    int allocated;
    // -1 when there is none.
    int width;
    int argument;
    enum __cw_length length;
    char conversion;
    // For %[: the characters of the set, and whether it names those that do not match.
    const char *set;
    const char *set_end;
    int excluded;
};

const char *__cw_parse_scan_spec(const char *text, struct __cw_scan_spec *spec);

enum __cw_scan_result
{
    __CW_SCAN_STORED,
    // The input is not what the conversion wants.
    __CW_SCAN_MISMATCH,
    // The input has ended.
    __CW_SCAN_END
};

// to is NULL when the conversion is suppressed.
enum __cw_scan_result __cw_scan_integer(struct __cw_source *source, const struct __cw_scan_spec *spec, void *to);
enum __cw_scan_result __cw_scan_real(struct __cw_source *source, const struct __cw_scan_spec *spec, void *to);
enum __cw_scan_result __cw_scan_text(struct __cw_source *source, const struct __cw_scan_spec *spec, void *to);

#endif
