// The largest singular value of an endless matrix, cut to n by n: floating point with calls in the inner loop.
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

static double element(int i, int j)
{
    return 1.0 / ((i + j) * (i + j + 1) / 2 + i + 1);
}

static void times(int n, const double *v, double *out)
{
    for (int i = 0; i < n; i++) {
        out[i] = 0;
        for (int j = 0; j < n; j++)
            out[i] += element(i, j) * v[j];
    }
}

static void times_transposed(int n, const double *v, double *out)
{
    for (int i = 0; i < n; i++) {
        out[i] = 0;
        for (int j = 0; j < n; j++)
            out[i] += element(j, i) * v[j];
    }
}

int main(int argc, char **argv)
{
    int n = argc > 1 ? atoi(argv[1]) : 320;
    double *u = malloc(n * sizeof *u), *v = malloc(n * sizeof *v), *between = malloc(n * sizeof *between);
    if (!u || !v || !between)
        return 1;
    for (int i = 0; i < n; i++)
        u[i] = 1;
    for (int round = 0; round < 10; round++) {
        times(n, u, between);
        times_transposed(n, between, v);
        times(n, v, between);
        times_transposed(n, between, u);
    }
    double uv = 0, vv = 0;
    for (int i = 0; i < n; i++) {
        uv += u[i] * v[i];
        vv += v[i] * v[i];
    }
    printf("%.9f\n", sqrt(uv / vv));
    free(u);
    free(v);
    free(between);
    return 0;
}
