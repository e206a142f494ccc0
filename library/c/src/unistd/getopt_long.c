// getopt_long: options with long names, which may be cut short as long as they stay distinct.
#include "getopt.h"
#include <string.h>

// The option with this name or the only one that begins with it; -1 for none, -2 for several.
static int find(const struct option *options, const char *name, size_t length)
{
    int found = -1;
    for (int i = 0; options[i].name != NULL; i++)
    {
        if (strncmp(options[i].name, name, length) != 0)
            continue;
        if (strlen(options[i].name) == length)
            return i;
        found = found == -1 ? i : -2;
    }

    return found;
}

static int bad(char *const argv[], const char *before, const char *name, size_t length, const char *after, int option)
{
    __cw_option_message((const char *const *)argv, before, name, (int)length, after);
    optopt = option;
    return '?';
}

static int take(int argc, char *const argv[], const char *options, const struct option *option, const char *word, size_t length)
{
    const char *value = word + length;
    if (*value == '=')
    {
        if (option->has_arg == no_argument)
            return bad(argv, "option ", word - 2, length + 2, " doesn't allow an argument", option->val);
        optarg = (char *)value + 1;
    }
    else if (option->has_arg == required_argument)
    {
        if (optind >= argc)
        {
            if (options[0] == ':' || ((options[0] == '+' || options[0] == '-') && options[1] == ':'))
            {
                optopt = option->val;
                return ':';
            }

            return bad(argv, "option ", word - 2, length + 2, " requires an argument", option->val);
        }

        optarg = argv[optind++];
    }

    if (option->flag == NULL)
        return option->val;
    *option->flag = option->val;
    return 0;
}

static int long_option(int argc, char *const argv[], const char *options, const struct option *long_options, int *index)
{
    const char *word = argv[optind++] + 2;
    size_t length = strcspn(word, "=");
    int found = find(long_options, word, length);
    if (found == -2)
        return bad(argv, "option ", word - 2, strlen(word) + 2, " is ambiguous", 0);
    if (found < 0)
        return bad(argv, "unrecognized option ", word - 2, length + 2, "", 0);
    if (index != NULL)
        *index = found;
    return take(argc, argv, options, &long_options[found], word, length);
}

int getopt_long(int argc, char *const argv[], const char *options, const struct option *long_options, int *index)
{
    optarg = NULL;
    if (__cw_option_rest == NULL)
    {
        if (!__cw_next_option(argc, argv, options))
            return -1;
        if (argv[optind][1] == '-')
            return long_option(argc, argv, options, long_options, index);
        __cw_option_rest = argv[optind] + 1;
    }

    return __cw_short_option(argc, argv, options);
}
