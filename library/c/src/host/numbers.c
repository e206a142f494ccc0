// Arithmetic that WebAssembly has no instruction for: products of 128 bits, and a product and a sum that are rounded once.
#include <crabwalk/host.h>

#ifdef __wasm__

__cw_uint64 __builtin_mul128(__cw_uint64 a, __cw_uint64 b, __cw_uint64 *high)
{
    __cw_uint64 low = (a & 0xffffffff) * (b & 0xffffffff);
    __cw_uint64 middle = (a >> 32) * (b & 0xffffffff) + (low >> 32);
    __cw_uint64 other = (a & 0xffffffff) * (b >> 32) + (middle & 0xffffffff);
    *high = (a >> 32) * (b >> 32) + (middle >> 32) + (other >> 32);
    return other << 32 | (low & 0xffffffff);
}

// A finite number other than 0 as high and low times a power of two; the highest bit of high is clear, the one below it set.
struct wide
{
    __cw_uint64 high;
    __cw_uint64 low;
    int exponent;
    int negative;
};

static struct wide shifted_left(struct wide x, int count)
{
    if (count >= 64)
    {
        x.high = x.low;
        x.low = 0;
        x.exponent -= 64;
        count -= 64;
    }

    if (count > 0)
    {
        x.high = x.high << count | x.low >> (64 - count);
        x.low <<= count;
        x.exponent -= count;
    }

    return x;
}

// What is shifted out remains as the lowest bit, so that rounding knows of it.
static struct wide shifted_right(struct wide x, int count)
{
    x.exponent += count;
    if (count >= 128)
        return (struct wide){0, 1, x.exponent, x.negative};
    if (count >= 64)
    {
        __cw_uint64 lost = x.low;
        x.low = x.high | (lost != 0);
        x.high = 0;
        count -= 64;
    }

    if (count > 0)
    {
        __cw_uint64 lost = x.low << (64 - count);
        x.low = x.low >> count | x.high << (64 - count) | (lost != 0);
        x.high >>= count;
    }

    return x;
}

static struct wide normalised(struct wide x)
{
    int zeros = x.high != 0 ? __builtin_clzll(x.high) : 64 + __builtin_clzll(x.low);
    return zeros == 0 ? shifted_right(x, 1) : shifted_left(x, zeros - 1);
}

static __cw_uint64 bits_of(double x, int *exponent)
{
    __cw_uint64 bits = __builtin_double_bits(x);
    *exponent = (int)(bits >> 52 & 0x7ff);
    bits &= 0xfffffffffffff;
    if (*exponent == 0)
        *exponent = 1;
    else
        bits |= 0x10000000000000;
    *exponent -= 1075;
    return bits;
}

static double rounded(struct wide x)
{
    // The number has 127 bits; a normal double keeps 53 of them, a subnormal one fewer.
    int kept = x.exponent + 126 >= -1022 ? 53 : 53 - (-1022 - (x.exponent + 126));
    if (kept < 0)
        return x.negative ? -0.0 : 0.0;
    int dropped = 127 - kept;
    struct wide cut = shifted_right(x, dropped - 2);
    __cw_uint64 value = cut.low >> 2;
    int rest = (int)(cut.low & 3);
    value += rest > 2 || (rest == 2 && (value & 1));

    // A value of 2 to the 53 carries into the exponent by itself.
    int exponent = x.exponent + dropped;
    __cw_uint64 bits;
    if (value < 0x10000000000000)
        bits = value;
    else if (exponent + 1075 >= 0x7ff || (exponent + 1075 == 0x7fe && value == 0x20000000000000))
        bits = 0x7ff0000000000000;
    else
        bits = ((__cw_uint64)(exponent + 1075) << 52) + (value - 0x10000000000000);
    return __builtin_double_from_bits(bits | (__cw_uint64)x.negative << 63);
}

double __builtin_fma(double x, double y, double z)
{
    if (!__builtin_isfinite(x) || !__builtin_isfinite(y) || !__builtin_isfinite(z))
        return __builtin_isfinite(x) && __builtin_isfinite(y) ? z : x * y + z;
    if (x == 0 || y == 0)
        return x * y + z;

    int x_exponent;
    int y_exponent;
    int z_exponent;
    struct wide product = {.negative = __builtin_signbit(x) != __builtin_signbit(y)};
    product.low = __builtin_mul128(bits_of(x, &x_exponent), bits_of(y, &y_exponent), &product.high);
    product.exponent = x_exponent + y_exponent;
    product = normalised(product);
    if (z == 0)
        return rounded(product);

    struct wide addend = {.negative = __builtin_signbit(z) != 0};
    addend.low = bits_of(z, &z_exponent);
    addend.exponent = z_exponent;
    addend = normalised(addend);
    int product_first = product.exponent > addend.exponent
        || (product.exponent == addend.exponent && (product.high > addend.high || (product.high == addend.high && product.low >= addend.low)));
    struct wide larger = product_first ? product : addend;
    struct wide smaller = product_first ? addend : product;
    smaller = shifted_right(smaller, larger.exponent - smaller.exponent);
    struct wide sum = larger;
    if (larger.negative == smaller.negative)
    {
        sum.low = larger.low + smaller.low;
        sum.high = larger.high + smaller.high + (sum.low < larger.low);
    }
    else
    {
        sum.low = larger.low - smaller.low;
        sum.high = larger.high - smaller.high - (larger.low < smaller.low);
        if (sum.high == 0 && sum.low == 0)
            return 0.0;
    }

    return rounded(normalised(sum));
}

// A product of two floats is exact in double; adding rounds it twice only where the double lies just half way between two floats.
float __builtin_fmaf(float x, float y, float z)
{
    double product = (double)x * y;
    double sum = product + z;
    __cw_uint64 bits = __builtin_double_bits(sum);
    if ((bits & 0x1fffffff) != 0x10000000 || !__builtin_isfinite(sum) || (sum - product == z && sum - z == product))
        return (float)sum;

    // The sum was rounded to a half: which side it came from decides.
    double rest = __builtin_fabs(z) > __builtin_fabs(product) ? product - (sum - z) : z - (sum - product);
    return (float)__builtin_double_from_bits((rest > 0) == (sum > 0) ? bits + 1 : bits - 1);
}

#endif
