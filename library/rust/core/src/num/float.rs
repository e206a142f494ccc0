//! Methods of floating numbers.

use crate::cmp::Ordering;
use crate::intrinsics;

/// What kind of floating number.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub enum FpCategory {
    Nan,
    Infinite,
    Zero,
    Subnormal,
    Normal,
}

macro_rules! consts {
    ($name:ident $t:ident) => {
        pub mod $name {
            pub const PI: $t = 3.14159265358979323846264338327950288;
            pub const TAU: $t = 6.28318530717958647692528676655900577;
            pub const FRAC_PI_2: $t = 1.57079632679489661923132169163975144;
            pub const FRAC_PI_3: $t = 1.04719755119659774615421446109316763;
            pub const FRAC_PI_4: $t = 0.785398163397448309615660845819875721;
            pub const FRAC_PI_6: $t = 0.52359877559829887307710723054658381;
            pub const FRAC_PI_8: $t = 0.39269908169872415480783042290993786;
            pub const FRAC_1_PI: $t = 0.318309886183790671537767526745028724;
            pub const FRAC_2_PI: $t = 0.636619772367581343075535053490057448;
            pub const FRAC_2_SQRT_PI: $t = 1.12837916709551257389615890312154517;
            pub const SQRT_2: $t = 1.41421356237309504880168872420969808;
            pub const FRAC_1_SQRT_2: $t = 0.707106781186547524400844362104849039;
            pub const E: $t = 2.71828182845904523536028747135266250;
            pub const LOG2_E: $t = 1.44269504088896340735992468100189214;
            pub const LOG2_10: $t = 3.32192809488736234787031942948939018;
            pub const LOG10_E: $t = 0.434294481903251827651128918916605082;
            pub const LOG10_2: $t = 0.301029995663981195213738894724493027;
            pub const LN_2: $t = 0.693147180559945309417232121458176568;
            pub const LN_10: $t = 2.30258509299404568401799145468436421;
        }
    };
}

consts! { f32_consts f32 }
consts! { f64_consts f64 }

macro_rules! float_impl {
    ($t:ident $bits:ident $int:ident $sign:literal $exponent:literal $mantissa:literal $quiet:literal $bytes:literal;
     $fabs:ident $copysign:ident $minnum:ident $maxnum:ident $floor:ident $ceil:ident $round:ident $round_even:ident $trunc:ident
     $fma:ident $powi:ident $pow:ident $sqrt:ident $exp:ident $exp2:ident $log:ident $log2:ident $log10:ident $cbrt:ident $hypot:ident
     $sin:ident $cos:ident $tan:ident $asin:ident $acos:ident $atan:ident $atan2:ident $expm1:ident $ln1p:ident
     $sinh:ident $cosh:ident $tanh:ident $asinh:ident $acosh:ident $atanh:ident;
     $consts:ident) => {
        impl $t {
            #[must_use]
            pub const fn is_nan(self) -> bool {
                self != self
            }

            #[must_use]
            pub const fn is_infinite(self) -> bool {
                (self == Self::INFINITY) | (self == Self::NEG_INFINITY)
            }

            #[must_use]
            pub const fn is_finite(self) -> bool {
                self.to_bits() & $exponent != $exponent
            }

            #[must_use]
            pub const fn is_subnormal(self) -> bool {
                self.to_bits() & $exponent == 0 && self.to_bits() & $mantissa != 0
            }

            #[must_use]
            pub const fn is_normal(self) -> bool {
                let e = self.to_bits() & $exponent;
                e != 0 && e != $exponent
            }

            pub const fn classify(self) -> FpCategory {
                match (self.to_bits() & $mantissa, self.to_bits() & $exponent) {
                    (0, $exponent) => FpCategory::Infinite,
                    (_, $exponent) => FpCategory::Nan,
                    (0, 0) => FpCategory::Zero,
                    (_, 0) => FpCategory::Subnormal,
                    _ => FpCategory::Normal,
                }
            }

            #[must_use]
            pub const fn is_sign_positive(self) -> bool {
                !self.is_sign_negative()
            }

            #[must_use]
            pub const fn is_sign_negative(self) -> bool {
                self.to_bits() & $sign != 0
            }

            #[must_use = "this returns the result of the operation, without modifying the original"]
            pub const fn recip(self) -> Self {
                1.0 / self
            }

            #[must_use = "this returns the result of the operation, without modifying the original"]
            pub const fn to_degrees(self) -> Self {
                self * (180.0 / $consts::PI)
            }

            #[must_use = "this returns the result of the operation, without modifying the original"]
            pub const fn to_radians(self) -> Self {
                self * ($consts::PI / 180.0)
            }

            #[must_use = "this returns the result of the comparison, without modifying either input"]
            pub const fn max(self, other: Self) -> Self {
                unsafe { intrinsics::$maxnum(self, other) }
            }

            #[must_use = "this returns the result of the comparison, without modifying either input"]
            pub const fn min(self, other: Self) -> Self {
                unsafe { intrinsics::$minnum(self, other) }
            }

            #[must_use = "method returns a new number and does not mutate the original value"]
            #[track_caller]
            pub fn clamp(mut self, min: Self, max: Self) -> Self {
                if !(min <= max) {
                    panic!("min > max, or either was NaN. min = {min:?}, max = {max:?}");
                }
                if self < min {
                    self = min;
                }
                if self > max {
                    self = max;
                }
                self
            }

            #[must_use]
            pub const fn to_bits(self) -> $bits {
                unsafe { intrinsics::transmute(self) }
            }

            #[must_use]
            pub const fn from_bits(v: $bits) -> Self {
                unsafe { intrinsics::transmute(v) }
            }

            #[must_use]
            pub const fn to_be_bytes(self) -> [u8; $bytes] {
                self.to_bits().to_be_bytes()
            }

            #[must_use]
            pub const fn to_le_bytes(self) -> [u8; $bytes] {
                self.to_bits().to_le_bytes()
            }

            #[must_use]
            pub const fn to_ne_bytes(self) -> [u8; $bytes] {
                self.to_bits().to_ne_bytes()
            }

            #[must_use]
            pub const fn from_be_bytes(bytes: [u8; $bytes]) -> Self {
                Self::from_bits($bits::from_be_bytes(bytes))
            }

            #[must_use]
            pub const fn from_le_bytes(bytes: [u8; $bytes]) -> Self {
                Self::from_bits($bits::from_le_bytes(bytes))
            }

            #[must_use]
            pub const fn from_ne_bytes(bytes: [u8; $bytes]) -> Self {
                Self::from_bits($bits::from_ne_bytes(bytes))
            }

            #[must_use]
            pub fn total_cmp(&self, other: &Self) -> Ordering {
                let mut left = self.to_bits() as $int;
                let mut right = other.to_bits() as $int;
                if left < 0 {
                    left ^= $int::MAX;
                }
                if right < 0 {
                    right ^= $int::MAX;
                }
                left.cmp(&right)
            }

            #[must_use]
            pub const unsafe fn to_int_unchecked<Int>(self) -> Int {
                unsafe { intrinsics::float_to_int_unchecked::<$t, Int>(self) }
            }

            #[must_use = "this returns the result of the operation, without modifying the original"]
            pub const fn abs(self) -> Self {
                unsafe { intrinsics::$fabs(self) }
            }

            #[must_use = "this returns the result of the operation, without modifying the original"]
            pub const fn signum(self) -> Self {
                if self.is_nan() { Self::NAN } else { (1.0 as $t).copysign(self) }
            }

            #[must_use = "this returns the result of the operation, without modifying the original"]
            pub const fn copysign(self, sign: Self) -> Self {
                unsafe { intrinsics::$copysign(self, sign) }
            }

            #[must_use = "this returns the result of the operation, without modifying the original"]
            pub const fn floor(self) -> Self {
                unsafe { intrinsics::$floor(self) }
            }

            #[must_use = "this returns the result of the operation, without modifying the original"]
            pub const fn ceil(self) -> Self {
                unsafe { intrinsics::$ceil(self) }
            }

            #[must_use = "this returns the result of the operation, without modifying the original"]
            pub const fn round(self) -> Self {
                unsafe { intrinsics::$round(self) }
            }

            #[must_use = "this returns the result of the operation, without modifying the original"]
            pub const fn round_ties_even(self) -> Self {
                unsafe { intrinsics::$round_even(self) }
            }

            #[must_use = "this returns the result of the operation, without modifying the original"]
            pub const fn trunc(self) -> Self {
                unsafe { intrinsics::$trunc(self) }
            }

            #[must_use = "this returns the result of the operation, without modifying the original"]
            pub const fn fract(self) -> Self {
                self - self.trunc()
            }

            #[must_use = "this returns the result of the operation, without modifying the original"]
            pub const fn mul_add(self, a: Self, b: Self) -> Self {
                unsafe { intrinsics::$fma(self, a, b) }
            }

            #[must_use = "this returns the result of the operation, without modifying the original"]
            pub const fn div_euclid(self, rhs: Self) -> Self {
                let q = (self / rhs).trunc();
                if self % rhs < 0.0 {
                    return if rhs > 0.0 { q - 1.0 } else { q + 1.0 };
                }
                q
            }

            #[must_use = "this returns the result of the operation, without modifying the original"]
            pub const fn rem_euclid(self, rhs: Self) -> Self {
                let r = self % rhs;
                if r < 0.0 { r + rhs.abs() } else { r }
            }

            #[must_use = "this returns the result of the operation, without modifying the original"]
            pub const fn powi(self, n: i32) -> Self {
                unsafe { intrinsics::$powi(self, n) }
            }

            #[must_use = "this returns the result of the operation, without modifying the original"]
            pub const fn powf(self, n: Self) -> Self {
                unsafe { intrinsics::$pow(self, n) }
            }

            #[must_use = "this returns the result of the operation, without modifying the original"]
            pub const fn sqrt(self) -> Self {
                unsafe { intrinsics::$sqrt(self) }
            }

            #[must_use = "this returns the result of the operation, without modifying the original"]
            pub const fn exp(self) -> Self {
                unsafe { intrinsics::$exp(self) }
            }

            #[must_use = "this returns the result of the operation, without modifying the original"]
            pub const fn exp2(self) -> Self {
                unsafe { intrinsics::$exp2(self) }
            }

            #[must_use = "this returns the result of the operation, without modifying the original"]
            pub const fn ln(self) -> Self {
                unsafe { intrinsics::$log(self) }
            }

            #[must_use = "this returns the result of the operation, without modifying the original"]
            pub const fn log(self, base: Self) -> Self {
                self.ln() / base.ln()
            }

            #[must_use = "this returns the result of the operation, without modifying the original"]
            pub const fn log2(self) -> Self {
                unsafe { intrinsics::$log2(self) }
            }

            #[must_use = "this returns the result of the operation, without modifying the original"]
            pub const fn log10(self) -> Self {
                unsafe { intrinsics::$log10(self) }
            }

            #[must_use = "this returns the result of the operation, without modifying the original"]
            pub const fn cbrt(self) -> Self {
                unsafe { intrinsics::$cbrt(self) }
            }

            #[must_use = "this returns the result of the operation, without modifying the original"]
            pub const fn hypot(self, other: Self) -> Self {
                unsafe { intrinsics::$hypot(self, other) }
            }

            #[must_use = "this returns the result of the operation, without modifying the original"]
            pub const fn sin(self) -> Self {
                unsafe { intrinsics::$sin(self) }
            }

            #[must_use = "this returns the result of the operation, without modifying the original"]
            pub const fn cos(self) -> Self {
                unsafe { intrinsics::$cos(self) }
            }

            #[must_use = "this returns the result of the operation, without modifying the original"]
            pub const fn tan(self) -> Self {
                unsafe { intrinsics::$tan(self) }
            }

            #[must_use = "this returns the result of the operation, without modifying the original"]
            pub const fn asin(self) -> Self {
                unsafe { intrinsics::$asin(self) }
            }

            #[must_use = "this returns the result of the operation, without modifying the original"]
            pub const fn acos(self) -> Self {
                unsafe { intrinsics::$acos(self) }
            }

            #[must_use = "this returns the result of the operation, without modifying the original"]
            pub const fn atan(self) -> Self {
                unsafe { intrinsics::$atan(self) }
            }

            #[must_use = "this returns the result of the operation, without modifying the original"]
            pub const fn atan2(self, other: Self) -> Self {
                unsafe { intrinsics::$atan2(self, other) }
            }

            pub fn sin_cos(self) -> (Self, Self) {
                (self.sin(), self.cos())
            }

            #[must_use = "this returns the result of the operation, without modifying the original"]
            pub const fn exp_m1(self) -> Self {
                unsafe { intrinsics::$expm1(self) }
            }

            #[must_use = "this returns the result of the operation, without modifying the original"]
            pub const fn ln_1p(self) -> Self {
                unsafe { intrinsics::$ln1p(self) }
            }

            #[must_use = "this returns the result of the operation, without modifying the original"]
            pub const fn sinh(self) -> Self {
                unsafe { intrinsics::$sinh(self) }
            }

            #[must_use = "this returns the result of the operation, without modifying the original"]
            pub const fn cosh(self) -> Self {
                unsafe { intrinsics::$cosh(self) }
            }

            #[must_use = "this returns the result of the operation, without modifying the original"]
            pub const fn tanh(self) -> Self {
                unsafe { intrinsics::$tanh(self) }
            }

            #[must_use = "this returns the result of the operation, without modifying the original"]
            pub const fn asinh(self) -> Self {
                unsafe { intrinsics::$asinh(self) }
            }

            #[must_use = "this returns the result of the operation, without modifying the original"]
            pub const fn acosh(self) -> Self {
                unsafe { intrinsics::$acosh(self) }
            }

            #[must_use = "this returns the result of the operation, without modifying the original"]
            pub const fn atanh(self) -> Self {
                unsafe { intrinsics::$atanh(self) }
            }
        }
    };
}

float_impl! { f32 u32 i32 0x8000_0000 0x7f80_0000 0x007f_ffff 0x7fc0_0000 4;
    fabsf32 copysignf32 minnumf32 maxnumf32 floorf32 ceilf32 roundf32 round_ties_even_f32 truncf32
    fmaf32 powif32 powf32 sqrtf32 expf32 exp2f32 logf32 log2f32 log10f32 cbrtf32 hypotf32
    sinf32 cosf32 tanf32 asinf32 acosf32 atanf32 atan2_f32 expm1_f32 ln_1p_f32
    sinhf32 coshf32 tanhf32 asinhf32 acoshf32 atanhf32;
    f32_consts }

float_impl! { f64 u64 i64 0x8000_0000_0000_0000 0x7ff0_0000_0000_0000 0x000f_ffff_ffff_ffff 0x7ff8_0000_0000_0000 8;
    fabsf64 copysignf64 minnumf64 maxnumf64 floorf64 ceilf64 roundf64 round_ties_even_f64 truncf64
    fmaf64 powif64 powf64 sqrtf64 expf64 exp2f64 logf64 log2f64 log10f64 cbrtf64 hypotf64
    sinf64 cosf64 tanf64 asinf64 acosf64 atanf64 atan2_f64 expm1_f64 ln_1p_f64
    sinhf64 coshf64 tanhf64 asinhf64 acoshf64 atanhf64;
    f64_consts }

impl f32 {
    pub const RADIX: u32 = 2;
    pub const MANTISSA_DIGITS: u32 = 24;
    pub const DIGITS: u32 = 6;
    pub const EPSILON: f32 = 1.19209290e-07_f32;
    pub const MIN: f32 = -3.40282347e+38_f32;
    pub const MIN_POSITIVE: f32 = 1.17549435e-38_f32;
    pub const MAX: f32 = 3.40282347e+38_f32;
    pub const MIN_EXP: i32 = -125;
    pub const MAX_EXP: i32 = 128;
    pub const MIN_10_EXP: i32 = -37;
    pub const MAX_10_EXP: i32 = 38;
    pub const NAN: f32 = 0.0_f32 / 0.0_f32;
    pub const INFINITY: f32 = 1.0_f32 / 0.0_f32;
    pub const NEG_INFINITY: f32 = -1.0_f32 / 0.0_f32;
}

impl f64 {
    pub const RADIX: u32 = 2;
    pub const MANTISSA_DIGITS: u32 = 53;
    pub const DIGITS: u32 = 15;
    pub const EPSILON: f64 = 2.2204460492503131e-16_f64;
    pub const MIN: f64 = -1.7976931348623157e+308_f64;
    pub const MIN_POSITIVE: f64 = 2.2250738585072014e-308_f64;
    pub const MAX: f64 = 1.7976931348623157e+308_f64;
    pub const MIN_EXP: i32 = -1021;
    pub const MAX_EXP: i32 = 1024;
    pub const MIN_10_EXP: i32 = -307;
    pub const MAX_10_EXP: i32 = 308;
    pub const NAN: f64 = 0.0_f64 / 0.0_f64;
    pub const INFINITY: f64 = 1.0_f64 / 0.0_f64;
    pub const NEG_INFINITY: f64 = -1.0_f64 / 0.0_f64;
}
