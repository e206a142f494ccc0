// tmpnam: a name that no file has.
#include <crabwalk/host.h>
#include <stdio.h>

char *tmpnam(char *name)
{
    static char own[L_tmpnam];
    char *to = name != NULL ? name : own;
    return __host_path_tmpname(to, L_tmpnam) == 0 ? to : NULL;
}
