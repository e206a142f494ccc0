//! Integers with other rules for overflow.

use crate::fmt;
use crate::ops::*;

/// An integer whose arithmetic wraps.
#[derive(PartialEq, PartialOrd, Eq, Ord, Clone, Copy, Default, Hash)]
#[repr(transparent)]
pub struct Wrapping<T>(pub T);

/// An integer whose arithmetic stops at the ends of its range.
#[derive(PartialEq, PartialOrd, Eq, Ord, Clone, Copy, Default, Hash)]
#[repr(transparent)]
pub struct Saturating<T>(pub T);

macro_rules! formats {
    ($($name:ident: $($trait:ident)*;)*) => { $( $(
        impl<T: fmt::$trait> fmt::$trait for $name<T> {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }
    )* )* };
}

formats! {
    Wrapping: Debug Display Binary Octal LowerHex UpperHex;
    Saturating: Debug Display Binary Octal LowerHex UpperHex;
}

macro_rules! operator {
    ($name:ident $trait:ident $method:ident $assign:ident $assign_method:ident $by:ident: $($t:ident)*) => { $(
        impl $trait for $name<$t> {
            type Output = $name<$t>;

            fn $method(self, other: $name<$t>) -> $name<$t> {
                $name(self.0.$by(other.0))
            }
        }

        impl $assign for $name<$t> {
            fn $assign_method(&mut self, other: $name<$t>) {
                *self = (*self).$method(other);
            }
        }

        impl $assign<$t> for $name<$t> {
            fn $assign_method(&mut self, other: $t) {
                *self = (*self).$method($name(other));
            }
        }
    )* };
}

operator! { Wrapping Add add AddAssign add_assign wrapping_add: u8 u16 u32 u64 u128 usize i8 i16 i32 i64 i128 isize }
operator! { Wrapping Sub sub SubAssign sub_assign wrapping_sub: u8 u16 u32 u64 u128 usize i8 i16 i32 i64 i128 isize }
operator! { Wrapping Mul mul MulAssign mul_assign wrapping_mul: u8 u16 u32 u64 u128 usize i8 i16 i32 i64 i128 isize }
operator! { Wrapping Div div DivAssign div_assign wrapping_div: u8 u16 u32 u64 u128 usize i8 i16 i32 i64 i128 isize }
operator! { Wrapping BitAnd bitand BitAndAssign bitand_assign bitand: u8 u16 u32 u64 u128 usize i8 i16 i32 i64 i128 isize }
operator! { Wrapping BitOr bitor BitOrAssign bitor_assign bitor: u8 u16 u32 u64 u128 usize i8 i16 i32 i64 i128 isize }
operator! { Wrapping BitXor bitxor BitXorAssign bitxor_assign bitxor: u8 u16 u32 u64 u128 usize i8 i16 i32 i64 i128 isize }

operator! { Saturating Add add AddAssign add_assign saturating_add: u8 u16 u32 u64 u128 usize i8 i16 i32 i64 i128 isize }
operator! { Saturating Sub sub SubAssign sub_assign saturating_sub: u8 u16 u32 u64 u128 usize i8 i16 i32 i64 i128 isize }
operator! { Saturating Mul mul MulAssign mul_assign saturating_mul: u8 u16 u32 u64 u128 usize i8 i16 i32 i64 i128 isize }
operator! { Saturating Div div DivAssign div_assign saturating_div: u8 u16 u32 u64 u128 usize i8 i16 i32 i64 i128 isize }
operator! { Saturating BitAnd bitand BitAndAssign bitand_assign bitand: u8 u16 u32 u64 u128 usize i8 i16 i32 i64 i128 isize }
operator! { Saturating BitOr bitor BitOrAssign bitor_assign bitor: u8 u16 u32 u64 u128 usize i8 i16 i32 i64 i128 isize }
operator! { Saturating BitXor bitxor BitXorAssign bitxor_assign bitxor: u8 u16 u32 u64 u128 usize i8 i16 i32 i64 i128 isize }

macro_rules! wrapping_more {
    ($($t:ident)*) => { $(
        impl Shl<usize> for Wrapping<$t> {
            type Output = Wrapping<$t>;

            fn shl(self, other: usize) -> Wrapping<$t> {
                Wrapping(self.0.wrapping_shl(other as u32))
            }
        }

        impl Shr<usize> for Wrapping<$t> {
            type Output = Wrapping<$t>;

            fn shr(self, other: usize) -> Wrapping<$t> {
                Wrapping(self.0.wrapping_shr(other as u32))
            }
        }

        impl Not for Wrapping<$t> {
            type Output = Wrapping<$t>;

            fn not(self) -> Wrapping<$t> {
                Wrapping(!self.0)
            }
        }

        impl Neg for Wrapping<$t> {
            type Output = Wrapping<$t>;

            fn neg(self) -> Wrapping<$t> {
                Wrapping(self.0.wrapping_neg())
            }
        }

        impl Rem for Wrapping<$t> {
            type Output = Wrapping<$t>;

            #[track_caller]
            fn rem(self, other: Wrapping<$t>) -> Wrapping<$t> {
                Wrapping(self.0.wrapping_rem(other.0))
            }
        }

        impl Wrapping<$t> {
            pub const MIN: Self = Wrapping(<$t>::MIN);
            pub const MAX: Self = Wrapping(<$t>::MAX);

            #[must_use]
            pub fn pow(self, exp: u32) -> Self {
                Wrapping(self.0.wrapping_pow(exp))
            }
        }
    )* };
}

wrapping_more! { u8 u16 u32 u64 u128 usize i8 i16 i32 i64 i128 isize }
