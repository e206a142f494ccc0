//! Numbers.

mod error;
mod float;
mod integer;
mod nonzero;
mod wrapping;

use crate::convert::{From, Infallible, TryFrom};
use crate::intrinsics;
use crate::str::FromStr;

pub use self::error::{IntErrorKind, ParseFloatError, ParseIntError, TryFromIntError};
pub use self::float::{FpCategory, f32_consts, f64_consts};
pub use self::nonzero::{
    NonZero, NonZeroI8, NonZeroI16, NonZeroI32, NonZeroI64, NonZeroI128, NonZeroIsize, NonZeroU8, NonZeroU16, NonZeroU32, NonZeroU64, NonZeroU128,
    NonZeroUsize, ZeroablePrimitive,
};
pub use self::wrapping::{Saturating, Wrapping};

macro_rules! from_str_radix {
    ($($t:ident)*) => { $(
        impl $t {
            #[track_caller]
            pub fn from_str_radix(src: &str, radix: u32) -> Result<$t, ParseIntError> {
                if radix < 2 || radix > 36 {
                    panic!("from_ascii_radix: radix must lie in the range `[2, 36]`");
                }
                let mut value: $t = 0;
                let outcome = unsafe { intrinsics::integer_from_text(src.as_ptr(), src.len(), radix, &raw mut value) };
                match outcome {
                    0 => Ok(value),
                    1 => Err(ParseIntError { kind: IntErrorKind::Empty }),
                    2 => Err(ParseIntError { kind: IntErrorKind::InvalidDigit }),
                    3 => Err(ParseIntError { kind: IntErrorKind::PosOverflow }),
                    _ => Err(ParseIntError { kind: IntErrorKind::NegOverflow }),
                }
            }
        }

        impl FromStr for $t {
            type Err = ParseIntError;

            fn from_str(src: &str) -> Result<$t, ParseIntError> {
                <$t>::from_str_radix(src, 10)
            }
        }
    )* };
}

from_str_radix! { i8 i16 i32 i64 i128 isize u8 u16 u32 u64 u128 usize }

macro_rules! from_float_str {
    ($($t:ident)*) => { $(
        impl FromStr for $t {
            type Err = ParseFloatError;

            fn from_str(src: &str) -> Result<$t, ParseFloatError> {
                let mut value: $t = 0.0;
                if src.is_empty() {
                    Err(ParseFloatError::empty())
                } else if unsafe { intrinsics::float_from_text(src.as_ptr(), src.len(), &raw mut value) } {
                    Ok(value)
                } else {
                    Err(ParseFloatError::invalid())
                }
            }
        }
    )* };
}

from_float_str! { f32 f64 }

macro_rules! from_lossless {
    ($($small:ident => $($large:ident)*;)*) => { $( $(
        impl From<$small> for $large {
            fn from(small: $small) -> $large {
                small as $large
            }
        }
    )* )* };
}

from_lossless! {
    bool => u8 u16 u32 u64 u128 usize i8 i16 i32 i64 i128 isize;
    u8 => u16 u32 u64 u128 usize i16 i32 i64 i128 isize f32 f64 char;
    u16 => u32 u64 u128 usize i32 i64 i128 f32 f64;
    u32 => u64 u128 i64 i128 f64;
    u64 => u128 i128;
    i8 => i16 i32 i64 i128 isize f32 f64;
    i16 => i32 i64 i128 isize f32 f64;
    i32 => i64 i128 f64;
    i64 => i128;
    f32 => f64;
    char => u32 u64 u128;
}

impl From<bool> for f32 {
    fn from(small: bool) -> f32 {
        small as u8 as f32
    }
}

impl From<bool> for f64 {
    fn from(small: bool) -> f64 {
        small as u8 as f64
    }
}

macro_rules! try_from_int {
    ($($from:ident => $($to:ident)*;)*) => { $( $(
        impl TryFrom<$from> for $to {
            type Error = TryFromIntError;

            fn try_from(u: $from) -> Result<$to, TryFromIntError> {
                let converted = u as $to;
                #[allow(unused_comparisons)]
                if converted as $from == u && (converted < 0) == (u < 0) { Ok(converted) } else { Err(TryFromIntError(())) }
            }
        }
    )* )* };
}

try_from_int! {
    u8 => i8;
    u16 => u8 i8 i16 isize;
    u32 => u8 u16 i8 i16 i32 usize isize;
    u64 => u8 u16 u32 i8 i16 i32 i64 usize isize;
    u128 => u8 u16 u32 u64 i8 i16 i32 i64 i128 usize isize;
    usize => u8 u16 u32 u64 u128 i8 i16 i32 i64 i128 isize;
    i8 => u8 u16 u32 u64 u128 usize;
    i16 => i8 u8 u16 u32 u64 u128 usize;
    i32 => i8 i16 u8 u16 u32 u64 u128 usize isize;
    i64 => i8 i16 i32 u8 u16 u32 u64 u128 usize isize;
    i128 => i8 i16 i32 i64 u8 u16 u32 u64 u128 usize isize;
    isize => i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 usize;
}
