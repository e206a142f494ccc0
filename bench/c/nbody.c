// Five bodies pull at each other: floating point on structs in an array.
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

struct body {
    double x[3], v[3], mass;
};

#define PI 3.141592653589793
#define SOLAR_MASS (4 * PI * PI)
#define DAYS 365.24
#define COUNT 5

static struct body bodies[COUNT] = {
    {{0, 0, 0}, {0, 0, 0}, SOLAR_MASS},
    {{4.84143144246472090e+00, -1.16032004402742839e+00, -1.03622044471123109e-01},
     {1.66007664274403694e-03 * DAYS, 7.69901118419740425e-03 * DAYS, -6.90460016972063023e-05 * DAYS},
     9.54791938424326609e-04 * SOLAR_MASS},
    {{8.34336671824457987e+00, 4.12479856412430479e+00, -4.03523417114321381e-01},
     {-2.76742510726411899e-03 * DAYS, 4.99852801234917238e-03 * DAYS, 2.30417297573763929e-05 * DAYS},
     2.85885980666130812e-04 * SOLAR_MASS},
    {{1.28943695621391310e+01, -1.51111514016986312e+01, -2.23307578892655734e-01},
     {2.96460137564761618e-03 * DAYS, 2.37847173959480950e-03 * DAYS, -2.96589568540237556e-05 * DAYS},
     4.36624404335156298e-05 * SOLAR_MASS},
    {{1.53796971148509165e+01, -2.59193146099879641e+01, 1.79258772950371181e-01},
     {2.68067772490389322e-03 * DAYS, 1.62824170038242295e-03 * DAYS, -9.51592254519715870e-05 * DAYS},
     5.15138902046611451e-05 * SOLAR_MASS},
};

static double energy(void)
{
    double sum = 0;
    for (int i = 0; i < COUNT; i++) {
        struct body *b = &bodies[i];
        sum += 0.5 * b->mass * (b->v[0] * b->v[0] + b->v[1] * b->v[1] + b->v[2] * b->v[2]);
        for (int j = i + 1; j < COUNT; j++) {
            double square = 0;
            for (int k = 0; k < 3; k++) {
                double d = b->x[k] - bodies[j].x[k];
                square += d * d;
            }
            sum -= b->mass * bodies[j].mass / sqrt(square);
        }
    }
    return sum;
}

static void advance(double dt)
{
    for (int i = 0; i < COUNT; i++) {
        struct body *a = &bodies[i];
        for (int j = i + 1; j < COUNT; j++) {
            struct body *b = &bodies[j];
            double dx = a->x[0] - b->x[0], dy = a->x[1] - b->x[1], dz = a->x[2] - b->x[2];
            double square = dx * dx + dy * dy + dz * dz;
            double pull = dt / (square * sqrt(square));
            double pull_a = a->mass * pull, pull_b = b->mass * pull;
            a->v[0] -= dx * pull_b;
            a->v[1] -= dy * pull_b;
            a->v[2] -= dz * pull_b;
            b->v[0] += dx * pull_a;
            b->v[1] += dy * pull_a;
            b->v[2] += dz * pull_a;
        }
    }
    for (int i = 0; i < COUNT; i++)
        for (int k = 0; k < 3; k++)
            bodies[i].x[k] += dt * bodies[i].v[k];
}

int main(int argc, char **argv)
{
    int steps = argc > 1 ? atoi(argv[1]) : 200000;
    double momentum[3] = {0, 0, 0};
    for (int i = 0; i < COUNT; i++)
        for (int k = 0; k < 3; k++)
            momentum[k] += bodies[i].v[k] * bodies[i].mass;
    for (int k = 0; k < 3; k++)
        bodies[0].v[k] = -momentum[k] / SOLAR_MASS;
    printf("%.9f\n", energy());
    for (int i = 0; i < steps; i++)
        advance(0.01);
    printf("%.9f\n", energy());
    return 0;
}
