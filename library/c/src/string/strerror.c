// strerror: the text of an errno value.
#include "error_text.h"
#include "../stdlib/decimal.h"
#include <crabwalk/host.h>
#include <string.h>

char *strerror(int error)
{
    static char message[32];
    const char *text = __cw_error_text(error);
    if (text == NULL)
    {
        __builtin_memcpy(message, "Unknown error ", 14);
        __cw_write_decimal(message + 14, error);
        return message;
    }

    // The result is char * by tradition; the texts themselves are constants, so a write to one is reported.
    return (char *)text;
}
