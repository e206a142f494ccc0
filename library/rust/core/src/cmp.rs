//! Comparisons.

use self::Ordering::*;

/// Equality, which need not be reflexive.
#[lang = "eq"]
#[rustc_diagnostic_item = "PartialEq"]
#[diagnostic::on_unimplemented(message = "can't compare `{Self}` with `{Rhs}`", label = "no implementation for `{Self} == {Rhs}`")]
pub trait PartialEq<Rhs: ?Sized = Self> {
    /// `self == other`
    #[must_use]
    fn eq(&self, other: &Rhs) -> bool;

    /// `self != other`
    #[must_use]
    fn ne(&self, other: &Rhs) -> bool {
        !self.eq(other)
    }
}

/// Implements `PartialEq`.
#[rustc_builtin_macro]
pub macro PartialEq($item:item) {}

/// Equality that is an equivalence.
#[rustc_diagnostic_item = "Eq"]
pub trait Eq: PartialEq<Self> {
    #[doc(hidden)]
    fn assert_fields_are_eq(&self) {}
}

/// Implements `Eq`.
#[rustc_builtin_macro]
pub macro Eq($item:item) {}

#[doc(hidden)]
pub struct AssertParamIsEq<T: Eq + ?Sized> {
    _field: crate::marker::PhantomData<T>,
}

/// The result of a comparison.
#[derive(Clone, Copy, Eq, PartialOrd, Ord, PartialEq, Debug, Hash)]
#[lang = "Ordering"]
#[repr(i8)]
pub enum Ordering {
    /// Smaller.
    Less = -1,
    /// Equal.
    Equal = 0,
    /// Greater.
    Greater = 1,
}

impl Ordering {
    pub const fn is_eq(self) -> bool {
        matches!(self, Equal)
    }

    pub const fn is_ne(self) -> bool {
        !matches!(self, Equal)
    }

    pub const fn is_lt(self) -> bool {
        matches!(self, Less)
    }

    pub const fn is_gt(self) -> bool {
        matches!(self, Greater)
    }

    pub const fn is_le(self) -> bool {
        !matches!(self, Greater)
    }

    pub const fn is_ge(self) -> bool {
        !matches!(self, Less)
    }

    #[must_use]
    pub const fn reverse(self) -> Ordering {
        match self {
            Less => Greater,
            Equal => Equal,
            Greater => Less,
        }
    }

    #[must_use]
    pub const fn then(self, other: Ordering) -> Ordering {
        match self {
            Equal => other,
            _ => self,
        }
    }

    #[must_use]
    pub fn then_with<F: FnOnce() -> Ordering>(self, f: F) -> Ordering {
        match self {
            Equal => f(),
            _ => self,
        }
    }
}

/// Turns an order round.
#[derive(PartialEq, Eq, Debug, Copy, Clone, Default, Hash)]
pub struct Reverse<T>(pub T);

impl<T: PartialOrd> PartialOrd for Reverse<T> {
    fn partial_cmp(&self, other: &Reverse<T>) -> Option<Ordering> {
        other.0.partial_cmp(&self.0)
    }
}

impl<T: Ord> Ord for Reverse<T> {
    fn cmp(&self, other: &Reverse<T>) -> Ordering {
        other.0.cmp(&self.0)
    }
}

/// A total order.
#[rustc_diagnostic_item = "Ord"]
pub trait Ord: Eq + PartialOrd<Self> {
    /// How `self` stands to `other`.
    #[must_use]
    fn cmp(&self, other: &Self) -> Ordering;

    #[must_use]
    fn max(self, other: Self) -> Self
    where
        Self: Sized,
    {
        if other < self { self } else { other }
    }

    #[must_use]
    fn min(self, other: Self) -> Self
    where
        Self: Sized,
    {
        if other < self { other } else { self }
    }

    #[must_use]
    #[track_caller]
    fn clamp(self, min: Self, max: Self) -> Self
    where
        Self: Sized,
    {
        assert!(min <= max);
        if self < min {
            min
        } else if self > max {
            max
        } else {
            self
        }
    }
}

/// Implements `Ord`.
#[rustc_builtin_macro]
pub macro Ord($item:item) {}

/// An order that need not be total.
#[lang = "partial_ord"]
#[rustc_diagnostic_item = "PartialOrd"]
#[diagnostic::on_unimplemented(message = "can't compare `{Self}` with `{Rhs}`", label = "no implementation for `{Self} < {Rhs}` and `{Self} > {Rhs}`")]
pub trait PartialOrd<Rhs: ?Sized = Self>: PartialEq<Rhs> {
    /// How `self` stands to `other`, if it does.
    #[must_use]
    fn partial_cmp(&self, other: &Rhs) -> Option<Ordering>;

    /// `self < other`
    #[must_use]
    fn lt(&self, other: &Rhs) -> bool {
        matches!(self.partial_cmp(other), Some(Less))
    }

    /// `self <= other`
    #[must_use]
    fn le(&self, other: &Rhs) -> bool {
        matches!(self.partial_cmp(other), Some(Less | Equal))
    }

    /// `self > other`
    #[must_use]
    fn gt(&self, other: &Rhs) -> bool {
        matches!(self.partial_cmp(other), Some(Greater))
    }

    /// `self >= other`
    #[must_use]
    fn ge(&self, other: &Rhs) -> bool {
        matches!(self.partial_cmp(other), Some(Greater | Equal))
    }
}

/// Implements `PartialOrd`.
#[rustc_builtin_macro]
pub macro PartialOrd($item:item) {}

/// The smaller one; the first when both are equal.
#[must_use]
pub fn min<T: Ord>(v1: T, v2: T) -> T {
    v1.min(v2)
}

/// The smaller one by a comparison.
#[must_use]
pub fn min_by<T, F: FnOnce(&T, &T) -> Ordering>(v1: T, v2: T, compare: F) -> T {
    if compare(&v1, &v2).is_le() { v1 } else { v2 }
}

/// The one with the smaller key.
#[must_use]
pub fn min_by_key<T, F: FnMut(&T) -> K, K: Ord>(v1: T, v2: T, mut f: F) -> T {
    if f(&v2) < f(&v1) { v2 } else { v1 }
}

/// The greater one; the second when both are equal.
#[must_use]
pub fn max<T: Ord>(v1: T, v2: T) -> T {
    v1.max(v2)
}

/// The greater one by a comparison.
#[must_use]
pub fn max_by<T, F: FnOnce(&T, &T) -> Ordering>(v1: T, v2: T, compare: F) -> T {
    if compare(&v1, &v2).is_gt() { v1 } else { v2 }
}

/// The one with the greater key.
#[must_use]
pub fn max_by_key<T, F: FnMut(&T) -> K, K: Ord>(v1: T, v2: T, mut f: F) -> T {
    if f(&v2) < f(&v1) { v1 } else { v2 }
}

macro_rules! scalar_eq {
    ($($t:ty)*) => { $(
        impl PartialEq for $t {
            fn eq(&self, other: &$t) -> bool {
                *self == *other
            }

            fn ne(&self, other: &$t) -> bool {
                *self != *other
            }
        }
    )* };
}

scalar_eq! { bool char usize u8 u16 u32 u64 u128 isize i8 i16 i32 i64 i128 f32 f64 }

macro_rules! scalar_ord {
    ($($t:ty)*) => { $(
        impl Eq for $t {}

        impl PartialOrd for $t {
            fn partial_cmp(&self, other: &$t) -> Option<Ordering> {
                Some(if *self < *other { Less } else if *self == *other { Equal } else { Greater })
            }

            fn lt(&self, other: &$t) -> bool {
                *self < *other
            }

            fn le(&self, other: &$t) -> bool {
                *self <= *other
            }

            fn gt(&self, other: &$t) -> bool {
                *self > *other
            }

            fn ge(&self, other: &$t) -> bool {
                *self >= *other
            }
        }

        impl Ord for $t {
            fn cmp(&self, other: &$t) -> Ordering {
                if *self < *other { Less } else if *self == *other { Equal } else { Greater }
            }
        }
    )* };
}

scalar_ord! { bool char usize u8 u16 u32 u64 u128 isize i8 i16 i32 i64 i128 }

macro_rules! float_ord {
    ($($t:ty)*) => { $(
        impl PartialOrd for $t {
            fn partial_cmp(&self, other: &$t) -> Option<Ordering> {
                match (*self <= *other, *self >= *other) {
                    (false, false) => None,
                    (false, true) => Some(Greater),
                    (true, false) => Some(Less),
                    (true, true) => Some(Equal),
                }
            }

            fn lt(&self, other: &$t) -> bool {
                *self < *other
            }

            fn le(&self, other: &$t) -> bool {
                *self <= *other
            }

            fn gt(&self, other: &$t) -> bool {
                *self > *other
            }

            fn ge(&self, other: &$t) -> bool {
                *self >= *other
            }
        }
    )* };
}

float_ord! { f32 f64 }

impl PartialEq for () {
    fn eq(&self, _other: &()) -> bool {
        true
    }
}

impl Eq for () {}

impl PartialOrd for () {
    fn partial_cmp(&self, _: &()) -> Option<Ordering> {
        Some(Equal)
    }
}

impl Ord for () {
    fn cmp(&self, _other: &()) -> Ordering {
        Equal
    }
}

impl PartialEq for ! {
    fn eq(&self, _: &!) -> bool {
        *self
    }
}

impl Eq for ! {}

impl PartialOrd for ! {
    fn partial_cmp(&self, _: &!) -> Option<Ordering> {
        *self
    }
}

impl Ord for ! {
    fn cmp(&self, _: &!) -> Ordering {
        *self
    }
}

impl<A: ?Sized + PartialEq<B>, B: ?Sized> PartialEq<&B> for &A {
    fn eq(&self, other: &&B) -> bool {
        PartialEq::eq(*self, *other)
    }

    fn ne(&self, other: &&B) -> bool {
        PartialEq::ne(*self, *other)
    }
}

impl<A: ?Sized + PartialOrd<B>, B: ?Sized> PartialOrd<&B> for &A {
    fn partial_cmp(&self, other: &&B) -> Option<Ordering> {
        PartialOrd::partial_cmp(*self, *other)
    }
}

impl<A: ?Sized + Ord> Ord for &A {
    fn cmp(&self, other: &Self) -> Ordering {
        Ord::cmp(*self, *other)
    }
}

impl<A: ?Sized + Eq> Eq for &A {}

impl<A: ?Sized + PartialEq<B>, B: ?Sized> PartialEq<&mut B> for &mut A {
    fn eq(&self, other: &&mut B) -> bool {
        PartialEq::eq(*self, *other)
    }
}

impl<A: ?Sized + PartialOrd<B>, B: ?Sized> PartialOrd<&mut B> for &mut A {
    fn partial_cmp(&self, other: &&mut B) -> Option<Ordering> {
        PartialOrd::partial_cmp(*self, *other)
    }
}

impl<A: ?Sized + Ord> Ord for &mut A {
    fn cmp(&self, other: &Self) -> Ordering {
        Ord::cmp(*self, *other)
    }
}

impl<A: ?Sized + Eq> Eq for &mut A {}

impl<A: ?Sized + PartialEq<B>, B: ?Sized> PartialEq<&mut B> for &A {
    fn eq(&self, other: &&mut B) -> bool {
        PartialEq::eq(*self, *other)
    }
}

impl<A: ?Sized + PartialEq<B>, B: ?Sized> PartialEq<&B> for &mut A {
    fn eq(&self, other: &&B) -> bool {
        PartialEq::eq(*self, *other)
    }
}
