// getpid and getppid: a walked program is alone, and always the same.
#include <unistd.h>

pid_t getpid(void)
{
    return 1000;
}

pid_t getppid(void)
{
    return 1;
}

int getpagesize(void)
{
    return 4096;
}
