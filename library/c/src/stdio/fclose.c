// fclose: closes a stream; a second close is reported.
#include "file.h"

int fclose(FILE *stream)
{
    __cw_check_open(stream, "fclose");
    return __cw_close(stream);
}
