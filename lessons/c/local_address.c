// A function hands out the address of its own local variable.
#include <stdio.h>

static int *largest(int a, int b)
{
    int result = a > b ? a : b;
    return &result;
}

int main(void)
{
    int *p = largest(3, 4);
    printf("%d\n", *p);
    return 0;
}
