// A string is its bytes and a zero. Where does the zero go?
#include <stdio.h>
#include <string.h>

int main(void)
{
    char name[6];
    strcpy(name, "crab");
    name[0] = 'C';
    printf("%s has %zu letters\n", name, strlen(name));
    strcat(name, "by");
    printf("%s\n", name);
    return 0;
}
