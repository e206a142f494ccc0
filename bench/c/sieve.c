// Primes by crossing out: one large array of bytes.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int main(int argc, char **argv)
{
    int limit = argc > 1 ? atoi(argv[1]) : 2000000;
    int rounds = 3, count = 0;
    unsigned char *crossed = malloc(limit + 1);
    if (!crossed)
        return 1;
    for (int round = 0; round < rounds; round++) {
        count = 0;
        memset(crossed, 0, limit + 1);
        for (int i = 2; i <= limit; i++) {
            if (crossed[i])
                continue;
            count++;
            for (long long j = (long long)i * i; j <= limit; j += i)
                crossed[j] = 1;
        }
    }
    printf("%d primes up to %d\n", count, limit);
    free(crossed);
    return 0;
}
