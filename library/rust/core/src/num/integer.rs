//! Methods of integers.

use crate::intrinsics;
use crate::num::ParseIntError;

// What all integer types have; `$unsigned` and `$signed` are the types of the same width.
macro_rules! common_methods {
    ($t:ident $unsigned:ident $signed:ident $bits:literal $bytes:literal) => {
        pub const BITS: u32 = $bits;

        #[must_use]
        pub const fn count_ones(self) -> u32 {
            unsafe { intrinsics::ctpop(self) }
        }

        #[must_use]
        pub const fn count_zeros(self) -> u32 {
            (!self).count_ones()
        }

        #[must_use]
        pub const fn leading_zeros(self) -> u32 {
            unsafe { intrinsics::ctlz(self) }
        }

        #[must_use]
        pub const fn trailing_zeros(self) -> u32 {
            unsafe { intrinsics::cttz(self) }
        }

        #[must_use]
        pub const fn leading_ones(self) -> u32 {
            (!self).leading_zeros()
        }

        #[must_use]
        pub const fn trailing_ones(self) -> u32 {
            (!self).trailing_zeros()
        }

        #[must_use]
        pub const fn rotate_left(self, n: u32) -> Self {
            unsafe { intrinsics::rotate_left(self, n) }
        }

        #[must_use]
        pub const fn rotate_right(self, n: u32) -> Self {
            unsafe { intrinsics::rotate_right(self, n) }
        }

        #[must_use]
        pub const fn swap_bytes(self) -> Self {
            unsafe { intrinsics::bswap(self) }
        }

        #[must_use]
        pub const fn reverse_bits(self) -> Self {
            unsafe { intrinsics::bitreverse(self) }
        }

        #[must_use]
        pub const fn from_be(x: Self) -> Self {
            x.swap_bytes()
        }

        #[must_use]
        pub const fn from_le(x: Self) -> Self {
            x
        }

        #[must_use]
        pub const fn to_be(self) -> Self {
            self.swap_bytes()
        }

        #[must_use]
        pub const fn to_le(self) -> Self {
            self
        }

        #[must_use]
        pub const fn to_be_bytes(self) -> [u8; $bytes] {
            self.to_be().to_ne_bytes()
        }

        #[must_use]
        pub const fn to_le_bytes(self) -> [u8; $bytes] {
            self.to_le().to_ne_bytes()
        }

        #[must_use]
        pub const fn to_ne_bytes(self) -> [u8; $bytes] {
            unsafe { intrinsics::transmute(self) }
        }

        #[must_use]
        pub const fn from_be_bytes(bytes: [u8; $bytes]) -> Self {
            Self::from_be(Self::from_ne_bytes(bytes))
        }

        #[must_use]
        pub const fn from_le_bytes(bytes: [u8; $bytes]) -> Self {
            Self::from_le(Self::from_ne_bytes(bytes))
        }

        #[must_use]
        pub const fn from_ne_bytes(bytes: [u8; $bytes]) -> Self {
            unsafe { intrinsics::transmute(bytes) }
        }

        #[must_use = "this returns the result of the operation, without modifying the original"]
        pub const fn checked_add(self, rhs: Self) -> Option<Self> {
            let (a, b) = self.overflowing_add(rhs);
            if b { None } else { Some(a) }
        }

        #[must_use = "this returns the result of the operation, without modifying the original"]
        pub const fn checked_sub(self, rhs: Self) -> Option<Self> {
            let (a, b) = self.overflowing_sub(rhs);
            if b { None } else { Some(a) }
        }

        #[must_use = "this returns the result of the operation, without modifying the original"]
        pub const fn checked_mul(self, rhs: Self) -> Option<Self> {
            let (a, b) = self.overflowing_mul(rhs);
            if b { None } else { Some(a) }
        }

        #[must_use = "this returns the result of the operation, without modifying the original"]
        pub const fn checked_neg(self) -> Option<Self> {
            let (a, b) = self.overflowing_neg();
            if b { None } else { Some(a) }
        }

        #[must_use = "this returns the result of the operation, without modifying the original"]
        pub const fn checked_shl(self, rhs: u32) -> Option<Self> {
            if rhs < Self::BITS { Some(self << rhs) } else { None }
        }

        #[must_use = "this returns the result of the operation, without modifying the original"]
        pub const fn checked_shr(self, rhs: u32) -> Option<Self> {
            if rhs < Self::BITS { Some(self >> rhs) } else { None }
        }

        #[must_use = "this returns the result of the operation, without modifying the original"]
        pub const fn checked_pow(self, mut exp: u32) -> Option<Self> {
            let mut base = self;
            let mut acc: Self = 1;
            loop {
                if exp == 0 {
                    return Some(acc);
                }
                if exp & 1 == 1 {
                    match acc.checked_mul(base) {
                        Some(x) => acc = x,
                        None => return None,
                    }
                }
                exp /= 2;
                if exp > 0 {
                    match base.checked_mul(base) {
                        Some(x) => base = x,
                        None => return None,
                    }
                }
            }
        }

        #[must_use = "this returns the result of the operation, without modifying the original"]
        pub const fn saturating_add(self, rhs: Self) -> Self {
            unsafe { intrinsics::saturating_add(self, rhs) }
        }

        #[must_use = "this returns the result of the operation, without modifying the original"]
        pub const fn saturating_sub(self, rhs: Self) -> Self {
            unsafe { intrinsics::saturating_sub(self, rhs) }
        }

        #[must_use = "this returns the result of the operation, without modifying the original"]
        pub const fn wrapping_add(self, rhs: Self) -> Self {
            unsafe { intrinsics::wrapping_add(self, rhs) }
        }

        #[must_use = "this returns the result of the operation, without modifying the original"]
        pub const fn wrapping_sub(self, rhs: Self) -> Self {
            unsafe { intrinsics::wrapping_sub(self, rhs) }
        }

        #[must_use = "this returns the result of the operation, without modifying the original"]
        pub const fn wrapping_mul(self, rhs: Self) -> Self {
            unsafe { intrinsics::wrapping_mul(self, rhs) }
        }

        #[must_use = "this returns the result of the operation, without modifying the original"]
        pub const fn wrapping_neg(self) -> Self {
            (0 as $t).wrapping_sub(self)
        }

        #[must_use = "this returns the result of the operation, without modifying the original"]
        pub const fn wrapping_shl(self, rhs: u32) -> Self {
            self << (rhs & ($bits - 1))
        }

        #[must_use = "this returns the result of the operation, without modifying the original"]
        pub const fn wrapping_shr(self, rhs: u32) -> Self {
            self >> (rhs & ($bits - 1))
        }

        #[must_use = "this returns the result of the operation, without modifying the original"]
        pub const fn wrapping_pow(self, mut exp: u32) -> Self {
            let mut base = self;
            let mut acc: Self = 1;
            while exp > 0 {
                if exp & 1 == 1 {
                    acc = acc.wrapping_mul(base);
                }
                exp /= 2;
                base = base.wrapping_mul(base);
            }
            acc
        }

        #[must_use = "this returns the result of the operation, without modifying the original"]
        pub const fn overflowing_add(self, rhs: Self) -> (Self, bool) {
            unsafe { intrinsics::add_with_overflow(self, rhs) }
        }

        #[must_use = "this returns the result of the operation, without modifying the original"]
        pub const fn overflowing_sub(self, rhs: Self) -> (Self, bool) {
            unsafe { intrinsics::sub_with_overflow(self, rhs) }
        }

        #[must_use = "this returns the result of the operation, without modifying the original"]
        pub const fn overflowing_mul(self, rhs: Self) -> (Self, bool) {
            unsafe { intrinsics::mul_with_overflow(self, rhs) }
        }

        #[must_use = "this returns the result of the operation, without modifying the original"]
        pub const fn overflowing_shl(self, rhs: u32) -> (Self, bool) {
            (self.wrapping_shl(rhs), rhs >= Self::BITS)
        }

        #[must_use = "this returns the result of the operation, without modifying the original"]
        pub const fn overflowing_shr(self, rhs: u32) -> (Self, bool) {
            (self.wrapping_shr(rhs), rhs >= Self::BITS)
        }

        #[must_use = "this returns the result of the operation, without modifying the original"]
        pub const fn overflowing_pow(self, mut exp: u32) -> (Self, bool) {
            let mut base = self;
            let mut acc: Self = 1;
            let mut overflown = false;
            while exp > 0 {
                if exp & 1 == 1 {
                    let r = acc.overflowing_mul(base);
                    acc = r.0;
                    overflown |= r.1;
                }
                exp /= 2;
                if exp > 0 {
                    let r = base.overflowing_mul(base);
                    base = r.0;
                    overflown |= r.1;
                }
            }
            (acc, overflown)
        }

        #[must_use = "this returns the result of the operation, without modifying the original"]
        pub const unsafe fn unchecked_add(self, rhs: Self) -> Self {
            unsafe { intrinsics::unchecked_add(self, rhs) }
        }

        #[must_use = "this returns the result of the operation, without modifying the original"]
        pub const unsafe fn unchecked_sub(self, rhs: Self) -> Self {
            unsafe { intrinsics::unchecked_sub(self, rhs) }
        }

        #[must_use = "this returns the result of the operation, without modifying the original"]
        pub const unsafe fn unchecked_mul(self, rhs: Self) -> Self {
            unsafe { intrinsics::unchecked_mul(self, rhs) }
        }

        #[must_use = "this returns the result of the operation, without modifying the original"]
        #[track_caller]
        pub const fn pow(self, mut exp: u32) -> Self {
            if exp == 0 {
                return 1;
            }
            let mut base = self;
            let mut acc: Self = 1;
            loop {
                if exp & 1 == 1 {
                    acc = acc * base;
                    if exp == 1 {
                        return acc;
                    }
                }
                exp /= 2;
                base = base * base;
            }
        }

        #[must_use = "this returns the result of the operation, without modifying the original"]
        pub const fn isqrt(self) -> Self {
            if self < 2 {
                return self;
            }
            let mut low: Self = 1;
            let mut high: Self = (1 as $t) << (($bits + 1) / 2 - 1);
            if high > self {
                high = self;
            }
            while low < high {
                let middle = low + (high - low + 1) / 2;
                if middle <= self / middle { low = middle } else { high = middle - 1 }
            }
            low
        }

        #[must_use]
        #[track_caller]
        pub const fn ilog2(self) -> u32 {
            match self.checked_ilog2() {
                Some(n) => n,
                None => crate::panicking::panic("argument of integer logarithm must be positive"),
            }
        }

        #[must_use]
        #[track_caller]
        pub const fn ilog10(self) -> u32 {
            match self.checked_ilog10() {
                Some(n) => n,
                None => crate::panicking::panic("argument of integer logarithm must be positive"),
            }
        }

        #[must_use]
        #[track_caller]
        pub const fn ilog(self, base: Self) -> u32 {
            if base < 2 {
                crate::panicking::panic("base of integer logarithm must be at least 2");
            }
            match self.checked_ilog(base) {
                Some(n) => n,
                None => crate::panicking::panic("argument of integer logarithm must be positive"),
            }
        }

        #[must_use]
        pub const fn checked_ilog2(self) -> Option<u32> {
            if self <= 0 { None } else { Some(Self::BITS - 1 - self.leading_zeros()) }
        }

        #[must_use]
        pub const fn checked_ilog10(self) -> Option<u32> {
            self.checked_ilog(10)
        }

        #[must_use]
        pub const fn checked_ilog(self, base: Self) -> Option<u32> {
            if self <= 0 || base <= 1 {
                return None;
            }
            let mut n = 0;
            let mut r = self;
            while r >= base {
                r /= base;
                n += 1;
            }
            Some(n)
        }
    };
}

macro_rules! int_impl {
    ($($t:ident $unsigned:ident $bits:literal $bytes:literal $min:literal $max:literal;)*) => { $(
        impl $t {
            pub const MIN: $t = $min;
            pub const MAX: $t = $max;

            common_methods! { $t $unsigned $t $bits $bytes }

            #[must_use]
            pub const fn cast_unsigned(self) -> $unsigned {
                self as $unsigned
            }

            #[must_use = "this returns the result of the operation, without modifying the original"]
            pub const fn checked_add_unsigned(self, rhs: $unsigned) -> Option<Self> {
                let (a, b) = self.overflowing_add(rhs as Self);
                if b != ((rhs as Self) < 0) { None } else { Some(a) }
            }

            #[must_use = "this returns the result of the operation, without modifying the original"]
            pub const fn checked_sub_unsigned(self, rhs: $unsigned) -> Option<Self> {
                let (a, b) = self.overflowing_sub(rhs as Self);
                if b != ((rhs as Self) < 0) { None } else { Some(a) }
            }

            #[must_use = "this returns the result of the operation, without modifying the original"]
            pub const fn saturating_add_unsigned(self, rhs: $unsigned) -> Self {
                match self.checked_add_unsigned(rhs) {
                    Some(x) => x,
                    None => Self::MAX,
                }
            }

            #[must_use = "this returns the result of the operation, without modifying the original"]
            pub const fn wrapping_add_unsigned(self, rhs: $unsigned) -> Self {
                self.wrapping_add(rhs as Self)
            }

            #[must_use = "this returns the result of the operation, without modifying the original"]
            pub const fn wrapping_sub_unsigned(self, rhs: $unsigned) -> Self {
                self.wrapping_sub(rhs as Self)
            }

            #[must_use = "this returns the result of the operation, without modifying the original"]
            pub const fn checked_div(self, rhs: Self) -> Option<Self> {
                if rhs == 0 || (self == Self::MIN && rhs == -1) { None } else { Some(self / rhs) }
            }

            #[must_use = "this returns the result of the operation, without modifying the original"]
            pub const fn checked_rem(self, rhs: Self) -> Option<Self> {
                if rhs == 0 || (self == Self::MIN && rhs == -1) { None } else { Some(self % rhs) }
            }

            #[must_use = "this returns the result of the operation, without modifying the original"]
            pub const fn checked_div_euclid(self, rhs: Self) -> Option<Self> {
                if rhs == 0 || (self == Self::MIN && rhs == -1) { None } else { Some(self.div_euclid(rhs)) }
            }

            #[must_use = "this returns the result of the operation, without modifying the original"]
            pub const fn checked_rem_euclid(self, rhs: Self) -> Option<Self> {
                if rhs == 0 || (self == Self::MIN && rhs == -1) { None } else { Some(self.rem_euclid(rhs)) }
            }

            #[must_use = "this returns the result of the operation, without modifying the original"]
            pub const fn checked_abs(self) -> Option<Self> {
                if self < 0 { self.checked_neg() } else { Some(self) }
            }

            #[must_use = "this returns the result of the operation, without modifying the original"]
            pub const fn saturating_neg(self) -> Self {
                (0 as $t).saturating_sub(self)
            }

            #[must_use = "this returns the result of the operation, without modifying the original"]
            pub const fn saturating_abs(self) -> Self {
                if self < 0 { self.saturating_neg() } else { self }
            }

            #[must_use = "this returns the result of the operation, without modifying the original"]
            pub const fn saturating_mul(self, rhs: Self) -> Self {
                match self.checked_mul(rhs) {
                    Some(x) => x,
                    None => if (self < 0) == (rhs < 0) { Self::MAX } else { Self::MIN },
                }
            }

            #[must_use = "this returns the result of the operation, without modifying the original"]
            pub const fn saturating_pow(self, exp: u32) -> Self {
                match self.checked_pow(exp) {
                    Some(x) => x,
                    None => if self < 0 && exp % 2 == 1 { Self::MIN } else { Self::MAX },
                }
            }

            #[must_use = "this returns the result of the operation, without modifying the original"]
            #[track_caller]
            pub const fn saturating_div(self, rhs: Self) -> Self {
                match self.overflowing_div(rhs) {
                    (result, false) => result,
                    (_result, true) => Self::MAX,
                }
            }

            #[must_use = "this returns the result of the operation, without modifying the original"]
            #[track_caller]
            pub const fn wrapping_div(self, rhs: Self) -> Self {
                self.overflowing_div(rhs).0
            }

            #[must_use = "this returns the result of the operation, without modifying the original"]
            #[track_caller]
            pub const fn wrapping_rem(self, rhs: Self) -> Self {
                self.overflowing_rem(rhs).0
            }

            #[must_use = "this returns the result of the operation, without modifying the original"]
            pub const fn wrapping_abs(self) -> Self {
                if self < 0 { self.wrapping_neg() } else { self }
            }

            #[must_use = "this returns the result of the operation, without modifying the original"]
            pub const fn unsigned_abs(self) -> $unsigned {
                self.wrapping_abs() as $unsigned
            }

            #[must_use = "this returns the result of the operation, without modifying the original"]
            #[track_caller]
            pub const fn overflowing_div(self, rhs: Self) -> (Self, bool) {
                if self == Self::MIN && rhs == -1 { (self, true) } else { (self / rhs, false) }
            }

            #[must_use = "this returns the result of the operation, without modifying the original"]
            #[track_caller]
            pub const fn overflowing_rem(self, rhs: Self) -> (Self, bool) {
                if rhs == -1 { (0, self == Self::MIN) } else { (self % rhs, false) }
            }

            #[must_use = "this returns the result of the operation, without modifying the original"]
            pub const fn overflowing_neg(self) -> (Self, bool) {
                if self == Self::MIN { (Self::MIN, true) } else { (-self, false) }
            }

            #[must_use = "this returns the result of the operation, without modifying the original"]
            pub const fn overflowing_abs(self) -> (Self, bool) {
                (self.wrapping_abs(), self == Self::MIN)
            }

            #[must_use = "this returns the result of the operation, without modifying the original"]
            #[track_caller]
            pub const fn div_euclid(self, rhs: Self) -> Self {
                let q = self / rhs;
                if self % rhs < 0 {
                    return if rhs > 0 { q - 1 } else { q + 1 };
                }
                q
            }

            #[must_use = "this returns the result of the operation, without modifying the original"]
            #[track_caller]
            pub const fn rem_euclid(self, rhs: Self) -> Self {
                let r = self % rhs;
                if r < 0 { r.wrapping_add(rhs.wrapping_abs()) } else { r }
            }

            #[must_use = "this returns the result of the operation, without modifying the original"]
            #[track_caller]
            pub const fn abs(self) -> Self {
                if self.is_negative() { -self } else { self }
            }

            #[must_use = "this returns the result of the operation, without modifying the original"]
            pub const fn abs_diff(self, other: Self) -> $unsigned {
                if self < other { (other as $unsigned).wrapping_sub(self as $unsigned) } else { (self as $unsigned).wrapping_sub(other as $unsigned) }
            }

            #[must_use = "this returns the result of the operation, without modifying the original"]
            pub const fn signum(self) -> Self {
                if self < 0 { -1 } else if self == 0 { 0 } else { 1 }
            }

            #[must_use]
            pub const fn is_positive(self) -> bool {
                self > 0
            }

            #[must_use]
            pub const fn is_negative(self) -> bool {
                self < 0
            }

            #[must_use]
            pub const fn min_value() -> Self {
                Self::MIN
            }

            #[must_use]
            pub const fn max_value() -> Self {
                Self::MAX
            }
        }
    )* };
}

int_impl! {
    i8 u8 8 1 -128 127;
    i16 u16 16 2 -32768 32767;
    i32 u32 32 4 -2147483648 2147483647;
    i64 u64 64 8 -9223372036854775808 9223372036854775807;
    i128 u128 128 16 -170141183460469231731687303715884105728 170141183460469231731687303715884105727;
}

#[cfg(target_pointer_width = "64")]
int_impl! { isize usize 64 8 -9223372036854775808 9223372036854775807; }

#[cfg(target_pointer_width = "32")]
int_impl! { isize usize 32 4 -2147483648 2147483647; }

macro_rules! uint_impl {
    ($($t:ident $signed:ident $bits:literal $bytes:literal $max:literal;)*) => { $(
        impl $t {
            pub const MIN: $t = 0;
            pub const MAX: $t = $max;

            common_methods! { $t $t $signed $bits $bytes }

            #[must_use]
            pub const fn cast_signed(self) -> $signed {
                self as $signed
            }

            #[must_use = "this returns the result of the operation, without modifying the original"]
            pub const fn checked_add_signed(self, rhs: $signed) -> Option<Self> {
                let (a, b) = self.overflowing_add(rhs as Self);
                if b != (rhs < 0) { None } else { Some(a) }
            }

            #[must_use = "this returns the result of the operation, without modifying the original"]
            pub const fn wrapping_add_signed(self, rhs: $signed) -> Self {
                self.wrapping_add(rhs as Self)
            }

            #[must_use = "this returns the result of the operation, without modifying the original"]
            pub const fn saturating_add_signed(self, rhs: $signed) -> Self {
                match self.checked_add_signed(rhs) {
                    Some(x) => x,
                    None => if rhs < 0 { 0 } else { Self::MAX },
                }
            }

            #[must_use = "this returns the result of the operation, without modifying the original"]
            pub const fn overflowing_add_signed(self, rhs: $signed) -> (Self, bool) {
                let (a, b) = self.overflowing_add(rhs as Self);
                (a, b != (rhs < 0))
            }

            #[must_use]
            pub const fn checked_signed_diff(self, rhs: Self) -> Option<$signed> {
                let difference = self.wrapping_sub(rhs) as $signed;
                if (self >= rhs) == (difference < 0) { None } else { Some(difference) }
            }

            #[must_use = "this returns the result of the operation, without modifying the original"]
            pub const fn checked_div(self, rhs: Self) -> Option<Self> {
                if rhs == 0 { None } else { Some(self / rhs) }
            }

            #[must_use = "this returns the result of the operation, without modifying the original"]
            pub const fn checked_rem(self, rhs: Self) -> Option<Self> {
                if rhs == 0 { None } else { Some(self % rhs) }
            }

            #[must_use = "this returns the result of the operation, without modifying the original"]
            pub const fn checked_div_euclid(self, rhs: Self) -> Option<Self> {
                self.checked_div(rhs)
            }

            #[must_use = "this returns the result of the operation, without modifying the original"]
            pub const fn checked_rem_euclid(self, rhs: Self) -> Option<Self> {
                self.checked_rem(rhs)
            }

            #[must_use = "this returns the result of the operation, without modifying the original"]
            pub const fn saturating_mul(self, rhs: Self) -> Self {
                match self.checked_mul(rhs) {
                    Some(x) => x,
                    None => Self::MAX,
                }
            }

            #[must_use = "this returns the result of the operation, without modifying the original"]
            #[track_caller]
            pub const fn saturating_div(self, rhs: Self) -> Self {
                self / rhs
            }

            #[must_use = "this returns the result of the operation, without modifying the original"]
            pub const fn saturating_pow(self, exp: u32) -> Self {
                match self.checked_pow(exp) {
                    Some(x) => x,
                    None => Self::MAX,
                }
            }

            #[must_use = "this returns the result of the operation, without modifying the original"]
            #[track_caller]
            pub const fn wrapping_div(self, rhs: Self) -> Self {
                self / rhs
            }

            #[must_use = "this returns the result of the operation, without modifying the original"]
            #[track_caller]
            pub const fn wrapping_rem(self, rhs: Self) -> Self {
                self % rhs
            }

            #[must_use = "this returns the result of the operation, without modifying the original"]
            #[track_caller]
            pub const fn overflowing_div(self, rhs: Self) -> (Self, bool) {
                (self / rhs, false)
            }

            #[must_use = "this returns the result of the operation, without modifying the original"]
            #[track_caller]
            pub const fn overflowing_rem(self, rhs: Self) -> (Self, bool) {
                (self % rhs, false)
            }

            #[must_use = "this returns the result of the operation, without modifying the original"]
            pub const fn overflowing_neg(self) -> (Self, bool) {
                ((!self).wrapping_add(1), self != 0)
            }

            #[must_use = "this returns the result of the operation, without modifying the original"]
            #[track_caller]
            pub const fn div_euclid(self, rhs: Self) -> Self {
                self / rhs
            }

            #[must_use = "this returns the result of the operation, without modifying the original"]
            #[track_caller]
            pub const fn rem_euclid(self, rhs: Self) -> Self {
                self % rhs
            }

            #[must_use = "this returns the result of the operation, without modifying the original"]
            #[track_caller]
            pub const fn div_ceil(self, rhs: Self) -> Self {
                let d = self / rhs;
                let r = self % rhs;
                if r > 0 { d + 1 } else { d }
            }

            #[must_use = "this returns the result of the operation, without modifying the original"]
            #[track_caller]
            pub const fn next_multiple_of(self, rhs: Self) -> Self {
                match self % rhs {
                    0 => self,
                    r => self + (rhs - r),
                }
            }

            #[must_use = "this returns the result of the operation, without modifying the original"]
            pub const fn checked_next_multiple_of(self, rhs: Self) -> Option<Self> {
                if rhs == 0 {
                    return None;
                }
                match self % rhs {
                    0 => Some(self),
                    r => self.checked_add(rhs - r),
                }
            }

            #[must_use]
            pub const fn is_multiple_of(self, rhs: Self) -> bool {
                match rhs {
                    0 => self == 0,
                    _ => self % rhs == 0,
                }
            }

            #[must_use = "this returns the result of the operation, without modifying the original"]
            pub const fn abs_diff(self, other: Self) -> Self {
                if self < other { other - self } else { self - other }
            }

            #[must_use]
            pub const fn is_power_of_two(self) -> bool {
                self.count_ones() == 1
            }

            #[must_use = "this returns the result of the operation, without modifying the original"]
            #[track_caller]
            pub const fn next_power_of_two(self) -> Self {
                match self.checked_next_power_of_two() {
                    Some(power) => power,
                    None => crate::panicking::panic("attempt to add with overflow"),
                }
            }

            #[must_use = "this returns the result of the operation, without modifying the original"]
            pub const fn checked_next_power_of_two(self) -> Option<Self> {
                if self <= 1 {
                    return Some(1);
                }
                let shift = Self::BITS - (self - 1).leading_zeros();
                if shift == Self::BITS { None } else { Some(1 << shift) }
            }

            #[must_use]
            pub const fn midpoint(self, rhs: Self) -> Self {
                ((self ^ rhs) >> 1) + (self & rhs)
            }

            #[must_use]
            pub const fn min_value() -> Self {
                Self::MIN
            }

            #[must_use]
            pub const fn max_value() -> Self {
                Self::MAX
            }
        }
    )* };
}

uint_impl! {
    u8 i8 8 1 255;
    u16 i16 16 2 65535;
    u32 i32 32 4 4294967295;
    u64 i64 64 8 18446744073709551615;
    u128 i128 128 16 340282366920938463463374607431768211455;
}

#[cfg(target_pointer_width = "64")]
uint_impl! { usize isize 64 8 18446744073709551615; }

#[cfg(target_pointer_width = "32")]
uint_impl! { usize isize 32 4 4294967295; }
