// getopt: options of one letter. As in GNU's, words that are no options move behind those that are, unless the
// option string begins with + or POSIXLY_CORRECT is set.
#include "getopt.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

char *optarg;
int optind = 1;
int opterr = 1;
int optopt = '?';
const char *__cw_option_rest;

// The words that are no options and stand before optind: argv[first_word .. end_of_words).
static int first_word;
static int end_of_words;

static void reverse(char **argv, int low, int high)
{
    for (high--; low < high; low++, high--)
    {
        char *kept = argv[low];
        argv[low] = argv[high];
        argv[high] = kept;
    }
}

// Swaps the words before the options with the options after them.
static void move_words(char *const argv[])
{
    char **writable = (char **)argv;
    int options = optind - end_of_words;
    reverse(writable, first_word, end_of_words);
    reverse(writable, end_of_words, optind);
    reverse(writable, first_word, optind);
    first_word += options;
    end_of_words = optind;
}

static int is_option(const char *word)
{
    return word[0] == '-' && word[1] != '\0';
}

static void begin(void)
{
    if (optind == 0)
        optind = 1;
    if (end_of_words == 0 || end_of_words > optind)
        first_word = end_of_words = optind;
}

int __cw_next_option(int argc, char *const argv[], const char *options)
{
    begin();
    if (options[0] != '+' && options[0] != '-' && getenv("POSIXLY_CORRECT") == NULL)
    {
        if (first_word != end_of_words && end_of_words != optind)
            move_words(argv);
        else if (end_of_words != optind)
            first_word = end_of_words = optind;
        while (optind < argc && !is_option(argv[optind]))
            optind++;
        end_of_words = optind;
    }

    if (optind < argc && strcmp(argv[optind], "--") == 0)
    {
        optind++;
        if (first_word != end_of_words && end_of_words != optind)
            move_words(argv);
        else if (first_word == end_of_words)
            first_word = optind;
        end_of_words = argc;
        optind = argc;
    }

    if (optind >= argc)
    {
        if (first_word != end_of_words)
            optind = first_word;
        return 0;
    }

    return is_option(argv[optind]);
}

void __cw_option_message(const char *const argv[], const char *before, const char *name, int size, const char *after)
{
    if (opterr)
        fprintf(stderr, "%s: %s'%.*s'%s\n", argv[0], before, size, name, after);
}

static int take_argument(int argc, char *const argv[], const char *options, const char *known, char letter)
{
    if (*__cw_option_rest != '\0' || known[2] == ':')
    {
        optarg = *__cw_option_rest != '\0' ? (char *)__cw_option_rest : NULL;
        optind++;
    }
    else if (++optind < argc)
    {
        optarg = argv[optind++];
    }
    else
    {
        optopt = letter;
        if (options[0] != ':')
            __cw_option_message((const char *const *)argv, "option requires an argument -- ", &letter, 1, "");
        __cw_option_rest = NULL;
        return options[0] == ':' ? ':' : '?';
    }

    __cw_option_rest = NULL;
    return letter;
}

int __cw_short_option(int argc, char *const argv[], const char *options)
{
    if (options[0] == '+' || options[0] == '-')
        options++;
    char letter = *__cw_option_rest++;
    const char *known = letter == ':' ? NULL : strchr(options, letter);
    if (known != NULL && known[1] == ':')
        return take_argument(argc, argv, options, known, letter);
    if (*__cw_option_rest == '\0')
    {
        optind++;
        __cw_option_rest = NULL;
    }

    if (known != NULL)
        return letter;
    optopt = letter;
    if (options[0] != ':')
        __cw_option_message((const char *const *)argv, "invalid option -- ", &letter, 1, "");
    return '?';
}

int getopt(int argc, char *const argv[], const char *options)
{
    optarg = NULL;
    if (__cw_option_rest == NULL)
    {
        if (!__cw_next_option(argc, argv, options))
            return -1;
        __cw_option_rest = argv[optind] + 1;
    }

    return __cw_short_option(argc, argv, options);
}
