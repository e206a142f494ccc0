// mkstemp: a new file whose name ends in six letters that no file had.
#include <crabwalk/host.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

enum
{
    LETTERS = 6,
    TRIES = 100
};

static int fill(char *to)
{
    unsigned char random[LETTERS];
    int error = __host_random(random, sizeof random);
    for (int i = 0; i < LETTERS && error == 0; i++)
        to[i] = (char)('a' + random[i] % 26);
    return error;
}

int mkstemp(char *pattern)
{
    size_t length = __builtin_strlen(pattern);
    int fd = -1;
    int error = EINVAL;
    if (length >= LETTERS && strcmp(pattern + length - LETTERS, "XXXXXX") == 0)
    {
        error = EEXIST;
        for (int i = 0; i < TRIES && error == EEXIST; i++)
        {
            error = fill(pattern + length - LETTERS);
            if (error == 0)
                error = __host_path_open(pattern, __CW_OPEN_READ | __CW_OPEN_WRITE | __CW_OPEN_CREATE | __CW_OPEN_EXCLUSIVE, &fd);
        }
    }

    if (error == 0)
        return fd;
    errno = error;
    return -1;
}
