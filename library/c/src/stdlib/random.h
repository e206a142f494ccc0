// The generator under rand and random, and its seed.
int __cw_random(void);
void __cw_seed_random(unsigned int seed);
