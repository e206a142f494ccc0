// The program's name.
#include "program.h"

char *program_invocation_name = "";
char *program_invocation_short_name = "";

void __cw_name_program(char *path)
{
    program_invocation_name = path;
    program_invocation_short_name = path;
    for (char *p = path; *p != '\0'; p++)
    {
        if (*p == '/')
            program_invocation_short_name = p + 1;
    }
}
