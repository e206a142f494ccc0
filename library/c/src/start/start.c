// Where a program begins: arguments, main, exit.
#include "program.h"
#include <crabwalk/host.h>
#include <stdlib.h>

// The compiler binds this name to the user's main, whichever of its forms that has.
extern int __crabwalk_main(int argc, char **argv, char **envp);

int __crabwalk_start(void)
{
    static char *no_environment[1];
    size_t count = 0;
    size_t bytes = 0;
    __host_args_count(&count, &bytes);

    // Both live until the program ends, because this frame does: exit is called from it.
    char *argv[count + 1];
    char text[bytes + 1];
    text[0] = '\0';
    __host_args_get(argv, text);
    argv[count] = NULL;
    if (count > 0)
        __cw_name_program(argv[0]);
    exit(__crabwalk_main((int)count, argv, no_environment));
}
