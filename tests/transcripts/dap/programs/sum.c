#include <stdio.h>

static int total;

static int add(int n)
{
    total += n;
    return total;
}

int main(void)
{
    for (int i = 1; i <= 5; i++) {
        int now = add(i);
        printf("%d\n", now);
    }

    return total;
}
