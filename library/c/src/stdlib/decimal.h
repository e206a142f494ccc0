// Writes value in decimal with a final null character; to has room for 12 characters. Returns the length.
int __cw_write_decimal(char *to, int value);
