// fgetpos and fsetpos: a place to come back to.
#include "file.h"

int fgetpos(FILE *restrict stream, fpos_t *restrict position)
{
    __cw_check_open(stream, "fgetpos");
    position->__position = __cw_tell(stream);
    position->__state = stream->wide;
    return position->__position < 0 ? -1 : 0;
}

int fsetpos(FILE *stream, const fpos_t *position)
{
    __cw_check_open(stream, "fsetpos");
    stream->wide = position->__state;
    return __cw_seek(stream, position->__position, SEEK_SET);
}
