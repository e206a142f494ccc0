// Sine and cosine of at most pi/4: x = i/16 + t, the series for t, and the angle sum.
#include "kernels.h"
#include <crabwalk/host.h>

static const struct __cw_dd sines[14] = {
    {0.0, 0.0},
    {0x1.ffaaaeeed4edbp-5, -0x1.2d16d32684b69p-59},
    {0x1.feaaeee86ee36p-4, -0x1.afcb2bcc6f03bp-59},
    {0x1.7dc102fbaf2b5p-3, 0x1.5ab50e23c97c3p-59},
    {0x1.faaeed4f31577p-3, -0x1.15d88508e32b8p-57},
    {0x1.3ad129769d3d8p-2, 0x1.03d550487839ap-63},
    {0x1.7710255764214p-2, -0x1.6ead7314bb6cep-57},
    {0x1.b1d8305321617p-2, -0x1.ae242cb99f519p-56},
    {0x1.eaee8744b05f0p-2, -0x1.789b43c9b027dp-58},
    {0x1.110d0c4b69c3bp-1, 0x1.d918998809981p-55},
    {0x1.2b91dea88421ep-1, -0x1.fa371db216ab0p-55},
    {0x1.44eb381cf386bp-1, -0x1.3ed6c1e6a5505p-55},
    {0x1.5cffc16bf8f0dp-1, 0x1.96cb370eb578ap-55},
    {0x1.73b7680dea578p-1, -0x1.2248306dc12a2p-56},
};

static const struct __cw_dd cosines[14] = {
    {0x1.0000000000000p+0, 0.0},
    {0x1.ff0015549f4d3p-1, 0x1.328387b99426fp-55},
    {0x1.fc015527d5bd3p-1, 0x1.b68f35094efb8p-55},
    {0x1.f706bdf9ece1cp-1, -0x1.698c80c36dcb4p-55},
    {0x1.f01549f7deea1p-1, 0x1.d3c1e99e5cafdp-55},
    {0x1.e733ea0193d40p-1, -0x1.6428b3546ce13p-55},
    {0x1.dc6b7eb995912p-1, 0x1.4b364776dcd35p-58},
    {0x1.cfc6cfa52ad9fp-1, 0x1.8b5b5508f2a0dp-55},
    {0x1.c1528065b7d50p-1, -0x1.892111312e828p-55},
    {0x1.b11d04162a4c6p-1, 0x1.1dd561efbc0c2p-56},
    {0x1.9f368ed912f85p-1, -0x1.1d200c5791606p-55},
    {0x1.8bb105a5dc900p-1, 0x1.863e03e9474c1p-55},
    {0x1.769fec655211fp-1, -0x1.827d5cf8c68c5p-57},
    {0x1.6018526f563dfp-1, 0x1.46ca5e0e432d0p-55},
};

static const struct __cw_dd sine_factors[4] = {
    {-0x1.5555555555555p-3, -0x1.5555555555555p-57},
    {0x1.1111111111111p-7, 0x1.1111111111111p-63},
    {-0x1.a01a01a01a01ap-13, -0x1.a01a01a01a01ap-73},
    {0x1.71de3a556c734p-19, -0x1.c154f8ddc6c00p-73},
};

static const double small_sine_factors[3] = {
    -0x1.ae64567f544e4p-26,
    0x1.6124613a86d09p-33,
    -0x1.ae7f3e733b81fp-41,
};

static const struct __cw_dd cosine_factors[5] = {
    {-0x1.0000000000000p-1, 0.0},
    {0x1.5555555555555p-5, 0x1.5555555555555p-59},
    {-0x1.6c16c16c16c17p-10, 0x1.f49f49f49f49fp-65},
    {0x1.a01a01a01a01ap-16, 0x1.a01a01a01a01ap-76},
    {-0x1.27e4fb7789f5cp-22, -0x1.cbbc05b4fa99ap-76},
};

static const double small_cosine_factors[3] = {
    0x1.1eed8eff8d898p-29,
    -0x1.93974a8c07c9dp-37,
    0x1.ae7f3e733b81fp-45,
};

static void series(struct __cw_dd t, struct __cw_dd *sine, struct __cw_dd *cosine_less_one)
{
    struct __cw_dd square = __cw_dd_multiply(t, t);
    struct __cw_dd odd = __cw_polynomial(square, sine_factors, 4, small_sine_factors, 3);
    *sine = __cw_dd_add(t, __cw_dd_multiply(__cw_dd_multiply(t, square), odd));
    *cosine_less_one = __cw_dd_multiply(square, __cw_polynomial(square, cosine_factors, 5, small_cosine_factors, 3));
}

void __cw_sine_and_cosine(struct __cw_dd x, struct __cw_dd *sine, struct __cw_dd *cosine)
{
    double i = __builtin_rint(x.high * 16);
    struct __cw_dd s;
    struct __cw_dd c;
    series(__cw_dd_add_double(x, -i / 16), &s, &c);
    if (i == 0)
    {
        *sine = s;
        *cosine = __cw_dd_add_double(c, 1);
        return;
    }

    int index = i < 0 ? (int)-i : (int)i;
    struct __cw_dd known_sine = i < 0 ? __cw_dd_negate(sines[index]) : sines[index];
    struct __cw_dd known_cosine = cosines[index];
    *sine = __cw_dd_add(known_sine, __cw_dd_add(__cw_dd_multiply(known_sine, c), __cw_dd_multiply(known_cosine, s)));
    *cosine = __cw_dd_add(known_cosine,
        __cw_dd_add(__cw_dd_multiply(known_cosine, c), __cw_dd_negate(__cw_dd_multiply(known_sine, s))));
}
