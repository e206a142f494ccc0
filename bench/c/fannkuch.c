// Flips of all permutations: small arrays of int and unpredictable branches.
#include <stdio.h>
#include <stdlib.h>

int main(int argc, char **argv)
{
    int n = argc > 1 ? atoi(argv[1]) : 9;
    int perm[16], work[16], count[16];
    int max_flips = 0, checksum = 0, permutation = 0, r = n;
    if (n < 1 || n > 16)
        return 1;
    for (int i = 0; i < n; i++)
        perm[i] = i;
    for (;;) {
        for (; r != 1; r--)
            count[r - 1] = r;
        for (int i = 0; i < n; i++)
            work[i] = perm[i];
        int flips = 0;
        for (int k = work[0]; k != 0; k = work[0]) {
            for (int low = 0, high = k; low < high; low++, high--) {
                int swap = work[low];
                work[low] = work[high];
                work[high] = swap;
            }
            flips++;
        }
        if (flips > max_flips)
            max_flips = flips;
        checksum += permutation % 2 == 0 ? flips : -flips;
        for (;;) {
            if (r == n) {
                printf("%d\nPfannkuchen(%d) = %d\n", checksum, n, max_flips);
                return 0;
            }
            int first = perm[0];
            for (int i = 0; i < r; i++)
                perm[i] = perm[i + 1];
            perm[r] = first;
            if (--count[r] > 0)
                break;
            r++;
        }
        permutation++;
    }
}
