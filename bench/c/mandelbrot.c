// Points that stay small: a tight floating-point loop, no memory.
#include <stdio.h>
#include <stdlib.h>

int main(int argc, char **argv)
{
    int size = argc > 1 ? atoi(argv[1]) : 400;
    long inside = 0, work = 0;
    for (int row = 0; row < size; row++) {
        for (int column = 0; column < size; column++) {
            double cr = 2.0 * column / size - 1.5, ci = 2.0 * row / size - 1.0;
            double zr = 0, zi = 0;
            int rounds = 0;
            while (rounds < 50 && zr * zr + zi * zi <= 4.0) {
                double next = zr * zr - zi * zi + cr;
                zi = 2 * zr * zi + ci;
                zr = next;
                rounds++;
            }
            work += rounds;
            inside += rounds == 50;
        }
    }
    printf("%ld points inside, %ld rounds\n", inside, work);
    return 0;
}
