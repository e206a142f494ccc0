// Layout of a number in its field: blanks, sign or prefix, zeros, digits, blanks.
#include "format.h"

void __cw_format_number(struct __cw_sink *sink, const struct __cw_spec *spec, const char *prefix, int prefix_size,
    int zeros, const char *body, int body_size)
{
    // With a field no wider than a number can be, nothing here overflows; a precision can be as large as INT_MAX.
    long long size = (long long)prefix_size + zeros + body_size;
    int padding = spec->width > size ? (int)(spec->width - size) : 0;
    if (!(spec->flags & (__CW_FLAG_LEFT | __CW_FLAG_ZERO)))
        __cw_sink_fill(sink, ' ', padding);
    __cw_sink_put(sink, prefix, (size_t)prefix_size);
    if ((spec->flags & (__CW_FLAG_LEFT | __CW_FLAG_ZERO)) == __CW_FLAG_ZERO)
        __cw_sink_fill(sink, '0', padding);
    __cw_sink_fill(sink, '0', zeros);
    __cw_sink_put(sink, body, (size_t)body_size);
    if (spec->flags & __CW_FLAG_LEFT)
        __cw_sink_fill(sink, ' ', padding);
}
