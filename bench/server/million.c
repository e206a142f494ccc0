#include <stdio.h>

static int step(int n) { return n % 7 == 0 ? n / 7 : n + 3; }

int main(void)
{
    int n = 1;
    long sum = 0;
    for (int i = 0; i < 60000; i++) {
        n = step(n);
        sum += n;
    }

    printf("%ld\n", sum);
    return 0;
}
