//! Floating numbers as text.

use super::*;
use crate::intrinsics;
use crate::mem::MaybeUninit;

// A finite `f64` has at most 309 digits before the point and 1,074 after it.
const MOST_DECIMALS: usize = 1074;
const CAPACITY: usize = 1408;

macro_rules! float_formats {
    ($($t:ident)*) => { $(
        impl Display for $t {
            fn fmt(&self, f: &mut Formatter<'_>) -> Result {
                text(*self, self.is_sign_negative(), self.is_nan(), 0, f)
            }
        }

        impl Debug for $t {
            fn fmt(&self, f: &mut Formatter<'_>) -> Result {
                let style = if f.options.precision.is_some() { 0 } else { 1 };
                text(*self, self.is_sign_negative(), self.is_nan(), style, f)
            }
        }

        impl LowerExp for $t {
            fn fmt(&self, f: &mut Formatter<'_>) -> Result {
                text(*self, self.is_sign_negative(), self.is_nan(), 2, f)
            }
        }

        impl UpperExp for $t {
            fn fmt(&self, f: &mut Formatter<'_>) -> Result {
                text(*self, self.is_sign_negative(), self.is_nan(), 3, f)
            }
        }
    )* };
}

float_formats! { f32 f64 }

fn text<F: Copy>(value: F, is_negative: bool, is_nan: bool, style: u32, f: &mut Formatter<'_>) -> Result {
    let mut buffer = MaybeUninit::<[u8; CAPACITY]>::uninit();
    let start = buffer.as_mut_ptr() as *mut u8;
    let asked = f.options.precision;
    let (precision, zeros) = match asked {
        None => (-1, 0),
        Some(p) if p <= MOST_DECIMALS => (p as i32, 0),
        Some(p) => (MOST_DECIMALS as i32, p - MOST_DECIMALS),
    };
    let digits = unsafe {
        let length = intrinsics::float_to_text(value, style, precision, start, CAPACITY);
        crate::str::from_utf8_unchecked(crate::slice::from_raw_parts(start as *const u8, length))
    };
    let is_number = digits.as_bytes()[0].is_ascii_digit();
    if is_nan {
        let old = f.options;
        f.options.flags &= !ZERO_PAD;
        let result = f.pad_number("", digits, 0);
        f.options = old;
        return result;
    }
    let sign = if is_negative { "-" } else if f.sign_plus() { "+" } else { "" };
    if is_number {
        f.pad_number(sign, digits, if style < 2 { zeros } else { 0 })
    } else {
        let old = f.options;
        f.options.flags &= !ZERO_PAD;
        let result = f.pad_number(sign, digits, 0);
        f.options = old;
        result
    }
}
