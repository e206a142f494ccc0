// A small integer in decimal, for messages that must not pull in printf.
#include "decimal.h"

int __cw_write_decimal(char *to, int value)
{
    char digits[12];
    int count = 0;
    unsigned int rest = value < 0 ? 0u - (unsigned int)value : (unsigned int)value;
    do
    {
        digits[count++] = (char)('0' + rest % 10);
        rest /= 10;
    } while (rest != 0);
    if (value < 0)
        digits[count++] = '-';
    for (int i = 0; i < count; i++)
        to[i] = digits[count - 1 - i];
    to[count] = '\0';
    return count;
}
