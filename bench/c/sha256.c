// A hash over a megabyte: 32-bit arithmetic, shifts and rotations.
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

static uint32_t k[64];

static uint32_t rotate(uint32_t x, int n)
{
    return x >> n | x << (32 - n);
}

/* The constants are the first 32 bits of the fractional parts of roots of primes (FIPS 180-4). */
static void make_constants(uint32_t state[8])
{
    int found = 0;
    for (uint64_t p = 2; found < 64; p++) {
        int prime = 1;
        for (uint64_t d = 2; d * d <= p; d++)
            if (p % d == 0)
                prime = 0;
        if (!prime)
            continue;
        uint64_t whole = 1;
        while ((whole + 1) * (whole + 1) * (whole + 1) <= p)
            whole++;
        uint64_t root = whole, scaled = p;
        double r = (double)whole, f = (double)scaled;
        for (int i = 0; i < 60; i++)
            r = (2 * r + f / (r * r)) / 3;
        k[found] = (uint32_t)(uint64_t)((r - (double)root) * 4294967296.0);
        if (found < 8) {
            double s = f > 1 ? f / 2 : 1;
            for (int i = 0; i < 60; i++)
                s = (s + f / s) / 2;
            state[found] = (uint32_t)(uint64_t)((s - (double)(uint64_t)s) * 4294967296.0);
        }
        found++;
    }
}

static void block(uint32_t state[8], const unsigned char *data)
{
    uint32_t w[64], s[8];
    for (int i = 0; i < 16; i++)
        w[i] = (uint32_t)data[i * 4] << 24 | (uint32_t)data[i * 4 + 1] << 16 | (uint32_t)data[i * 4 + 2] << 8 | data[i * 4 + 3];
    for (int i = 16; i < 64; i++) {
        uint32_t a = rotate(w[i - 15], 7) ^ rotate(w[i - 15], 18) ^ w[i - 15] >> 3;
        uint32_t b = rotate(w[i - 2], 17) ^ rotate(w[i - 2], 19) ^ w[i - 2] >> 10;
        w[i] = w[i - 16] + a + w[i - 7] + b;
    }
    for (int i = 0; i < 8; i++)
        s[i] = state[i];
    for (int i = 0; i < 64; i++) {
        uint32_t e = rotate(s[4], 6) ^ rotate(s[4], 11) ^ rotate(s[4], 25);
        uint32_t choose = (s[4] & s[5]) ^ (~s[4] & s[6]);
        uint32_t one = s[7] + e + choose + k[i] + w[i];
        uint32_t a = rotate(s[0], 2) ^ rotate(s[0], 13) ^ rotate(s[0], 22);
        uint32_t majority = (s[0] & s[1]) ^ (s[0] & s[2]) ^ (s[1] & s[2]);
        s[7] = s[6];
        s[6] = s[5];
        s[5] = s[4];
        s[4] = s[3] + one;
        s[3] = s[2];
        s[2] = s[1];
        s[1] = s[0];
        s[0] = one + a + majority;
    }
    for (int i = 0; i < 8; i++)
        state[i] += s[i];
}

int main(int argc, char **argv)
{
    int blocks = argc > 1 ? atoi(argv[1]) : 16384;
    uint32_t state[8];
    unsigned char data[64];
    make_constants(state);
    for (int i = 0; i < blocks; i++) {
        for (int j = 0; j < 64; j++)
            data[j] = (unsigned char)(i * 31 + j * 7);
        block(state, data);
    }
    for (int i = 0; i < 8; i++)
        printf("%08x", (unsigned)state[i]);
    printf("\n");
    return 0;
}
