// Reads an integer from a string, white space before it skipped; *end is set as by strtol.
#include "integer.h"

void __cw_integer_from_text(struct __cw_integer *number, const char *text, char **end, int base);
