//! Spans of time.

use crate::fmt;
use crate::iter::Sum;
use crate::ops::{Add, AddAssign, Div, DivAssign, Mul, MulAssign, Sub, SubAssign};

const NANOS_PER_SEC: u32 = 1_000_000_000;

/// A span of time.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
#[rustc_diagnostic_item = "Duration"]
pub struct Duration {
    secs: u64,
    nanos: u32,
}

impl Duration {
    pub const SECOND: Duration = Duration::from_secs(1);
    pub const MILLISECOND: Duration = Duration::from_millis(1);
    pub const MICROSECOND: Duration = Duration::from_micros(1);
    pub const NANOSECOND: Duration = Duration::from_nanos(1);
    pub const ZERO: Duration = Duration::from_nanos(0);
    pub const MAX: Duration = Duration { secs: u64::MAX, nanos: NANOS_PER_SEC - 1 };

    #[must_use]
    #[track_caller]
    pub const fn new(secs: u64, nanos: u32) -> Duration {
        match secs.checked_add((nanos / NANOS_PER_SEC) as u64) {
            Some(secs) => Duration { secs, nanos: nanos % NANOS_PER_SEC },
            None => crate::panicking::panic("overflow in Duration::new"),
        }
    }

    #[must_use]
    pub const fn from_secs(secs: u64) -> Duration {
        Duration { secs, nanos: 0 }
    }

    #[must_use]
    pub const fn from_mins(mins: u64) -> Duration {
        Duration::from_secs(mins * 60)
    }

    #[must_use]
    pub const fn from_hours(hours: u64) -> Duration {
        Duration::from_secs(hours * 3600)
    }

    #[must_use]
    pub const fn from_millis(millis: u64) -> Duration {
        Duration { secs: millis / 1000, nanos: (millis % 1000) as u32 * 1_000_000 }
    }

    #[must_use]
    pub const fn from_micros(micros: u64) -> Duration {
        Duration { secs: micros / 1_000_000, nanos: (micros % 1_000_000) as u32 * 1000 }
    }

    #[must_use]
    pub const fn from_nanos(nanos: u64) -> Duration {
        Duration { secs: nanos / NANOS_PER_SEC as u64, nanos: (nanos % NANOS_PER_SEC as u64) as u32 }
    }

    #[must_use]
    pub const fn is_zero(&self) -> bool {
        self.secs == 0 && self.nanos == 0
    }

    #[must_use]
    pub const fn as_secs(&self) -> u64 {
        self.secs
    }

    #[must_use]
    pub const fn subsec_millis(&self) -> u32 {
        self.nanos / 1_000_000
    }

    #[must_use]
    pub const fn subsec_micros(&self) -> u32 {
        self.nanos / 1000
    }

    #[must_use]
    pub const fn subsec_nanos(&self) -> u32 {
        self.nanos
    }

    #[must_use]
    pub const fn as_millis(&self) -> u128 {
        self.secs as u128 * 1000 + (self.nanos / 1_000_000) as u128
    }

    #[must_use]
    pub const fn as_micros(&self) -> u128 {
        self.secs as u128 * 1_000_000 + (self.nanos / 1000) as u128
    }

    #[must_use]
    pub const fn as_nanos(&self) -> u128 {
        self.secs as u128 * NANOS_PER_SEC as u128 + self.nanos as u128
    }

    #[must_use]
    pub const fn as_secs_f64(&self) -> f64 {
        self.secs as f64 + self.nanos as f64 / NANOS_PER_SEC as f64
    }

    #[must_use]
    pub const fn as_secs_f32(&self) -> f32 {
        self.secs as f32 + self.nanos as f32 / NANOS_PER_SEC as f32
    }

    #[must_use]
    #[track_caller]
    pub fn from_secs_f64(secs: f64) -> Duration {
        if secs < 0.0 {
            panic!("cannot convert float seconds to Duration: value is negative");
        }
        if !(secs < 18446744073709551616.0) {
            panic!("cannot convert float seconds to Duration: value is either too big or NaN");
        }
        let whole = secs.trunc();
        let nanos = ((secs - whole) * NANOS_PER_SEC as f64).round_ties_even() as u32;
        Duration::new(whole as u64, nanos)
    }

    #[must_use]
    #[track_caller]
    pub fn from_secs_f32(secs: f32) -> Duration {
        Duration::from_secs_f64(secs as f64)
    }

    #[must_use]
    pub const fn checked_add(self, rhs: Duration) -> Option<Duration> {
        match self.secs.checked_add(rhs.secs) {
            Some(mut secs) => {
                let mut nanos = self.nanos + rhs.nanos;
                if nanos >= NANOS_PER_SEC {
                    nanos -= NANOS_PER_SEC;
                    match secs.checked_add(1) {
                        Some(more) => secs = more,
                        None => return None,
                    }
                }
                Some(Duration { secs, nanos })
            }
            None => None,
        }
    }

    #[must_use]
    pub const fn checked_sub(self, rhs: Duration) -> Option<Duration> {
        match self.secs.checked_sub(rhs.secs) {
            Some(mut secs) => {
                let nanos = if self.nanos >= rhs.nanos {
                    self.nanos - rhs.nanos
                } else {
                    match secs.checked_sub(1) {
                        Some(less) => {
                            secs = less;
                            self.nanos + NANOS_PER_SEC - rhs.nanos
                        }
                        None => return None,
                    }
                };
                Some(Duration { secs, nanos })
            }
            None => None,
        }
    }

    #[must_use]
    pub const fn saturating_add(self, rhs: Duration) -> Duration {
        match self.checked_add(rhs) {
            Some(res) => res,
            None => Duration::MAX,
        }
    }

    #[must_use]
    pub const fn saturating_sub(self, rhs: Duration) -> Duration {
        match self.checked_sub(rhs) {
            Some(res) => res,
            None => Duration::ZERO,
        }
    }

    #[must_use]
    pub const fn checked_mul(self, rhs: u32) -> Option<Duration> {
        let total_nanos = self.nanos as u64 * rhs as u64;
        let extra_secs = total_nanos / NANOS_PER_SEC as u64;
        let nanos = (total_nanos % NANOS_PER_SEC as u64) as u32;
        match self.secs.checked_mul(rhs as u64) {
            Some(s) => match s.checked_add(extra_secs) {
                Some(secs) => Some(Duration { secs, nanos }),
                None => None,
            },
            None => None,
        }
    }

    #[must_use]
    pub const fn checked_div(self, rhs: u32) -> Option<Duration> {
        if rhs == 0 {
            return None;
        }
        let secs = self.secs / rhs as u64;
        let rest = (self.secs % rhs as u64) * NANOS_PER_SEC as u64 + self.nanos as u64;
        Some(Duration { secs, nanos: (rest / rhs as u64) as u32 })
    }

    #[must_use]
    pub fn mul_f64(self, rhs: f64) -> Duration {
        Duration::from_secs_f64(rhs * self.as_secs_f64())
    }

    #[must_use]
    pub fn div_f64(self, rhs: f64) -> Duration {
        Duration::from_secs_f64(self.as_secs_f64() / rhs)
    }

    #[must_use]
    pub const fn abs_diff(self, other: Duration) -> Duration {
        match self.checked_sub(other) {
            Some(res) => res,
            None => other.saturating_sub(self),
        }
    }
}

impl Add for Duration {
    type Output = Duration;

    #[track_caller]
    fn add(self, rhs: Duration) -> Duration {
        self.checked_add(rhs).expect("overflow when adding durations")
    }
}

impl AddAssign for Duration {
    #[track_caller]
    fn add_assign(&mut self, rhs: Duration) {
        *self = *self + rhs;
    }
}

impl Sub for Duration {
    type Output = Duration;

    #[track_caller]
    fn sub(self, rhs: Duration) -> Duration {
        self.checked_sub(rhs).expect("overflow when subtracting durations")
    }
}

impl SubAssign for Duration {
    #[track_caller]
    fn sub_assign(&mut self, rhs: Duration) {
        *self = *self - rhs;
    }
}

impl Mul<u32> for Duration {
    type Output = Duration;

    #[track_caller]
    fn mul(self, rhs: u32) -> Duration {
        self.checked_mul(rhs).expect("overflow when multiplying duration by scalar")
    }
}

impl Mul<Duration> for u32 {
    type Output = Duration;

    #[track_caller]
    fn mul(self, rhs: Duration) -> Duration {
        rhs * self
    }
}

impl MulAssign<u32> for Duration {
    #[track_caller]
    fn mul_assign(&mut self, rhs: u32) {
        *self = *self * rhs;
    }
}

impl Div<u32> for Duration {
    type Output = Duration;

    #[track_caller]
    fn div(self, rhs: u32) -> Duration {
        self.checked_div(rhs).expect("divide by zero error when dividing duration by scalar")
    }
}

impl DivAssign<u32> for Duration {
    #[track_caller]
    fn div_assign(&mut self, rhs: u32) {
        *self = *self / rhs;
    }
}

impl Sum for Duration {
    fn sum<I: Iterator<Item = Duration>>(iter: I) -> Duration {
        iter.fold(Duration::ZERO, |a, b| a + b)
    }
}

impl fmt::Debug for Duration {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.secs > 0 {
            decimal(f, self.secs, self.nanos, NANOS_PER_SEC / 10, "s")
        } else if self.nanos >= 1_000_000 {
            decimal(f, (self.nanos / 1_000_000) as u64, self.nanos % 1_000_000, 100_000, "ms")
        } else if self.nanos >= 1000 {
            decimal(f, (self.nanos / 1000) as u64, self.nanos % 1000, 100, "µs")
        } else {
            decimal(f, self.nanos as u64, 0, 1, "ns")
        }
    }
}

/// A number with its fraction, rounded half up to the precision that is asked for.
fn decimal(f: &mut fmt::Formatter<'_>, mut integer: u64, mut fraction: u32, mut divisor: u32, suffix: &str) -> fmt::Result {
    let mut digits = [b'0'; 9];
    let mut count = 0;
    let most = match f.precision() {
        Some(p) if p < 9 => p,
        _ => 9,
    };
    while fraction > 0 && count < most && divisor > 0 {
        digits[count] = b'0' + (fraction / divisor) as u8;
        fraction %= divisor;
        divisor /= 10;
        count += 1;
    }
    if fraction > 0 && divisor > 0 && fraction >= divisor * 5 {
        let mut i = count;
        let mut carry = true;
        while carry && i > 0 {
            i -= 1;
            if digits[i] < b'9' {
                digits[i] += 1;
                carry = false;
            } else {
                digits[i] = b'0';
            }
        }
        if carry {
            integer = integer.wrapping_add(1);
        }
    }
    let end = match f.precision() {
        Some(p) if p < 9 => p,
        Some(_) => 9,
        None => count,
    };
    let sign = if f.sign_plus() { "+" } else { "" };
    let fraction_text = unsafe { crate::str::from_utf8_unchecked(&digits[..end]) };
    let more = match f.precision() {
        Some(p) if p > 9 => p - 9,
        _ => 0,
    };
    let width = f.width();
    let write = |f: &mut fmt::Formatter<'_>| -> fmt::Result {
        f.write_str(sign)?;
        crate::fmt::Write::write_fmt(f, format_args!("{}", integer))?;
        if end > 0 {
            f.write_str(".")?;
            f.write_str(fraction_text)?;
            let mut i = 0;
            while i < more {
                f.write_str("0")?;
                i += 1;
            }
        }
        f.write_str(suffix)
    };
    let Some(width) = width else { return write(f) };
    let mut actual = sign.len() + suffix.chars().count();
    actual += match integer.checked_ilog10() {
        Some(log) => 1 + log as usize,
        None => 1,
    };
    if end > 0 {
        actual += 1 + end + more;
    }
    if width <= actual {
        return write(f);
    }
    let padding = width - actual;
    let before = match f.align() {
        None | Some(fmt::Alignment::Left) => 0,
        Some(fmt::Alignment::Right) => padding,
        Some(fmt::Alignment::Center) => padding / 2,
    };
    let fill = f.fill();
    let mut i = 0;
    while i < padding {
        if i == before {
            write(f)?;
        }
        crate::fmt::Write::write_char(f, fill)?;
        i += 1;
    }
    if before == padding { write(f) } else { Ok(()) }
}
