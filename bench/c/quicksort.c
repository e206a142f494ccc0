// Sorts an array of ints in place: recursion, comparisons, swaps.
#include <stdio.h>
#include <stdlib.h>

static void sort(int *values, int low, int high)
{
    while (low < high) {
        int pivot = values[(low + high) / 2], i = low, j = high;
        while (i <= j) {
            while (values[i] < pivot)
                i++;
            while (values[j] > pivot)
                j--;
            if (i <= j) {
                int swap = values[i];
                values[i++] = values[j];
                values[j--] = swap;
            }
        }
        if (j - low < high - i) {
            sort(values, low, j);
            low = i;
        } else {
            sort(values, i, high);
            high = j;
        }
    }
}

int main(int argc, char **argv)
{
    int n = argc > 1 ? atoi(argv[1]) : 500000;
    int *values = malloc(n * sizeof *values);
    if (!values)
        return 1;
    unsigned seed = 12345;
    for (int i = 0; i < n; i++) {
        seed = seed * 1664525u + 1013904223u;
        values[i] = (int)(seed >> 8);
    }
    sort(values, 0, n - 1);
    long long sum = 0;
    for (int i = 0; i < n; i++) {
        if (i > 0 && values[i - 1] > values[i])
            return 2;
        sum = (sum * 31 + values[i]) % 1000000007;
    }
    printf("sorted %d, checksum %lld\n", n, sum);
    free(values);
    return 0;
}
