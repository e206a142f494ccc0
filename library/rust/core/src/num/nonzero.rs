//! Integers that are not zero.

use crate::cmp::Ordering;
use crate::fmt;
use crate::hash::{Hash, Hasher};
use crate::num::{IntErrorKind, ParseIntError};
use crate::ops::{BitOr, Deref};
use crate::str::FromStr;

/// An integer that can be kept out of zero.
pub unsafe trait ZeroablePrimitive: Sized + Copy {
    #[doc(hidden)]
    type NonZeroInner: Sized + Copy;

    #[doc(hidden)]
    fn is_zero(self) -> bool;

    #[doc(hidden)]
    unsafe fn wrap(self) -> Self::NonZeroInner;

    #[doc(hidden)]
    fn unwrap(inner: Self::NonZeroInner) -> Self;
}

/// An integer that is not zero; `Option` of it takes no more room.
#[derive(Copy)]
#[repr(transparent)]
#[rustc_diagnostic_item = "NonZero"]
pub struct NonZero<T: ZeroablePrimitive>(T::NonZeroInner);

impl<T: ZeroablePrimitive> Clone for NonZero<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T: ZeroablePrimitive> NonZero<T> {
    pub fn new(n: T) -> Option<Self> {
        if n.is_zero() { None } else { Some(unsafe { NonZero(n.wrap()) }) }
    }

    pub unsafe fn new_unchecked(n: T) -> Self {
        unsafe { NonZero(n.wrap()) }
    }

    pub fn get(self) -> T {
        T::unwrap(self.0)
    }
}

impl<T: ZeroablePrimitive + PartialEq> PartialEq for NonZero<T> {
    fn eq(&self, other: &Self) -> bool {
        self.get() == other.get()
    }
}

impl<T: ZeroablePrimitive + Eq> Eq for NonZero<T> {}

impl<T: ZeroablePrimitive + PartialOrd> PartialOrd for NonZero<T> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        self.get().partial_cmp(&other.get())
    }
}

impl<T: ZeroablePrimitive + Ord> Ord for NonZero<T> {
    fn cmp(&self, other: &Self) -> Ordering {
        self.get().cmp(&other.get())
    }
}

impl<T: ZeroablePrimitive + Hash> Hash for NonZero<T> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.get().hash(state)
    }
}

impl<T: ZeroablePrimitive + fmt::Debug> fmt::Debug for NonZero<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.get().fmt(f)
    }
}

impl<T: ZeroablePrimitive + fmt::Display> fmt::Display for NonZero<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.get().fmt(f)
    }
}

macro_rules! nonzero {
    ($($t:ident $inner:ident $alias:ident $max:literal;)*) => { $(
        #[doc(hidden)]
        #[derive(Copy, Clone)]
        #[repr(transparent)]
        #[rustc_layout_scalar_valid_range_start(1)]
        #[rustc_layout_scalar_valid_range_end($max)]
        pub struct $inner($t);

        unsafe impl ZeroablePrimitive for $t {
            type NonZeroInner = $inner;

            fn is_zero(self) -> bool {
                self == 0
            }

            unsafe fn wrap(self) -> $inner {
                unsafe { $inner(self) }
            }

            fn unwrap(inner: $inner) -> $t {
                inner.0
            }
        }

        pub type $alias = NonZero<$t>;

        impl NonZero<$t> {
            pub const BITS: u32 = $t::BITS;

            #[must_use]
            pub fn leading_zeros(self) -> u32 {
                self.get().leading_zeros()
            }

            #[must_use]
            pub fn trailing_zeros(self) -> u32 {
                self.get().trailing_zeros()
            }

            #[must_use]
            pub fn checked_mul(self, other: Self) -> Option<Self> {
                match self.get().checked_mul(other.get()) {
                    Some(result) => NonZero::new(result),
                    None => None,
                }
            }

            #[must_use]
            pub fn checked_add(self, other: $t) -> Option<Self> {
                match self.get().checked_add(other) {
                    Some(result) => NonZero::new(result),
                    None => None,
                }
            }
        }

        impl From<NonZero<$t>> for $t {
            fn from(nonzero: NonZero<$t>) -> $t {
                nonzero.get()
            }
        }

        impl crate::convert::TryFrom<$t> for NonZero<$t> {
            type Error = crate::num::TryFromIntError;

            fn try_from(value: $t) -> Result<Self, crate::num::TryFromIntError> {
                NonZero::new(value).ok_or(crate::num::TryFromIntError(()))
            }
        }

        impl FromStr for NonZero<$t> {
            type Err = ParseIntError;

            fn from_str(src: &str) -> Result<Self, ParseIntError> {
                NonZero::new(<$t>::from_str_radix(src, 10)?).ok_or(ParseIntError { kind: IntErrorKind::Zero })
            }
        }
    )* };
}

nonzero! {
    u8 NonZeroU8Inner NonZeroU8 0xff;
    u16 NonZeroU16Inner NonZeroU16 0xffff;
    u32 NonZeroU32Inner NonZeroU32 0xffff_ffff;
    u64 NonZeroU64Inner NonZeroU64 0xffff_ffff_ffff_ffff;
    u128 NonZeroU128Inner NonZeroU128 0xffff_ffff_ffff_ffff_ffff_ffff_ffff_ffff;
    usize NonZeroUsizeInner NonZeroUsize 0xffff_ffff_ffff_ffff;
    i8 NonZeroI8Inner NonZeroI8 0xff;
    i16 NonZeroI16Inner NonZeroI16 0xffff;
    i32 NonZeroI32Inner NonZeroI32 0xffff_ffff;
    i64 NonZeroI64Inner NonZeroI64 0xffff_ffff_ffff_ffff;
    i128 NonZeroI128Inner NonZeroI128 0xffff_ffff_ffff_ffff_ffff_ffff_ffff_ffff;
    isize NonZeroIsizeInner NonZeroIsize 0xffff_ffff_ffff_ffff;
}
