// What getopt and getopt_long share.
#include <getopt.h>

// The place in a group of one-letter options, as in -abc; NULL or at its end outside of one.
extern const char *__cw_option_rest;

// Brings the next option to optind, past words that are no options, which move to the end as in GNU's. 0 when there is none.
int __cw_next_option(int argc, char *const argv[], const char *options);

// Handles one letter at __cw_option_rest.
int __cw_short_option(int argc, char *const argv[], const char *options);
void __cw_option_message(const char *const argv[], const char *before, const char *name, int size, const char *after);
