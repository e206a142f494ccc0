//! Integers as text.

use super::*;
use crate::intrinsics;
use crate::mem::MaybeUninit;

macro_rules! int_formats {
    ($($t:ident)*) => { $(
        impl Display for $t {
            fn fmt(&self, f: &mut Formatter<'_>) -> Result {
                let mut buffer = MaybeUninit::<[u8; 40]>::uninit();
                let start = buffer.as_mut_ptr() as *mut u8;
                let digits = unsafe {
                    let length = intrinsics::integer_to_text(*self, 10, start);
                    crate::str::from_utf8_unchecked(crate::slice::from_raw_parts(start as *const u8, length))
                };
                #[allow(unused_comparisons)]
                f.pad_integral(*self >= 0, "", digits)
            }
        }

        impl Debug for $t {
            fn fmt(&self, f: &mut Formatter<'_>) -> Result {
                if f.debug_lower_hex() {
                    LowerHex::fmt(self, f)
                } else if f.debug_upper_hex() {
                    UpperHex::fmt(self, f)
                } else {
                    Display::fmt(self, f)
                }
            }
        }

        int_formats! { @radix $t Binary 2 "0b" false }
        int_formats! { @radix $t Octal 8 "0o" false }
        int_formats! { @radix $t LowerHex 16 "0x" false }
        int_formats! { @radix $t UpperHex 16 "0x" true }

        impl LowerExp for $t {
            fn fmt(&self, f: &mut Formatter<'_>) -> Result {
                exponent(*self as i128 as u128, (*self as i128) < 0 && $t::MIN != 0, false, f)
            }
        }

        impl UpperExp for $t {
            fn fmt(&self, f: &mut Formatter<'_>) -> Result {
                exponent(*self as i128 as u128, (*self as i128) < 0 && $t::MIN != 0, true, f)
            }
        }
    )* };
    (@radix $t:ident $trait:ident $radix:literal $prefix:literal $upper:literal) => {
        impl $trait for $t {
            fn fmt(&self, f: &mut Formatter<'_>) -> Result {
                let mut buffer = MaybeUninit::<[u8; 128]>::uninit();
                let start = buffer.as_mut_ptr() as *mut u8;
                let digits = unsafe {
                    let length = intrinsics::integer_to_text(*self, $radix, start);
                    let bytes = crate::slice::from_raw_parts_mut(start, length);
                    if $upper {
                        bytes.make_ascii_uppercase();
                    }
                    crate::str::from_utf8_unchecked(bytes)
                };
                f.pad_integral(true, $prefix, digits)
            }
        }
    };
}

int_formats! { u8 u16 u32 u64 u128 usize i8 i16 i32 i64 i128 isize }

/// `d.ddde±n`, rounded half to even when a precision cuts digits off.
fn exponent(bits: u128, is_negative: bool, upper: bool, f: &mut Formatter<'_>) -> Result {
    let mut n = if is_negative { (!bits).wrapping_add(1) } else { bits };
    let mut exponent: usize = 0;
    while n % 10 == 0 && n >= 10 {
        n /= 10;
        exponent += 1;
    }
    let mut added_precision: usize = 0;
    if let Some(precision) = f.precision() {
        let mut tmp = n;
        let mut prec: usize = 0;
        while tmp >= 10 {
            tmp /= 10;
            prec += 1;
        }
        added_precision = precision.saturating_sub(prec);
        let mut subtracted = prec.saturating_sub(precision);
        while subtracted > 1 {
            n /= 10;
            exponent += 1;
            subtracted -= 1;
        }
        if subtracted != 0 {
            let rem = n % 10;
            n /= 10;
            exponent += 1;
            if rem > 5 || (rem == 5 && (n % 2 != 0 || prec.saturating_sub(precision) > 1)) {
                n += 1;
                if n.ilog10() > (n - 1).ilog10() {
                    n /= 10;
                    exponent += 1;
                }
            }
        }
    }

    let mut digits = [0u8; 40];
    let length = unsafe { intrinsics::integer_to_text(n, 10, digits.as_mut_ptr()) };
    exponent += length - 1;
    let mut text = [0u8; 64];
    let mut at = 0;
    text[at] = digits[0];
    at += 1;
    if length > 1 || added_precision > 0 {
        text[at] = b'.';
        at += 1;
        let mut i = 1;
        while i < length {
            text[at] = digits[i];
            at += 1;
            i += 1;
        }
    }
    let mantissa = unsafe { crate::str::from_utf8_unchecked(&text[..at]) };
    let sign = if is_negative { "-" } else if f.sign_plus() { "+" } else { "" };
    let mut tail = [0u8; 8];
    tail[0] = if upper { b'E' } else { b'e' };
    let tail_length = 1 + unsafe { intrinsics::integer_to_text(exponent, 10, tail.as_mut_ptr().add(1)) };
    let tail_text = unsafe { crate::str::from_utf8_unchecked(&tail[..tail_length]) };
    let total = sign.len() + at + added_precision + tail_length;
    let mut zero_padding = 0;
    let mut post = None;
    if let Some(width) = f.width() {
        if total < width {
            if f.sign_aware_zero_pad() {
                zero_padding = width - total;
            } else {
                post = Some(f.padding(width - total, Alignment::Right)?);
            }
        }
    }
    f.write_str(sign)?;
    while zero_padding > 0 {
        f.write_str("0")?;
        zero_padding -= 1;
    }
    f.write_str(mantissa)?;
    while added_precision > 0 {
        f.write_str("0")?;
        added_precision -= 1;
    }
    f.write_str(tail_text)?;
    match post {
        Some(post) => post.write(f),
        None => Ok(()),
    }
}
