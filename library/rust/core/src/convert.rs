//! Conversions between types.

use crate::error::Error;
use crate::fmt;
use crate::hash::{Hash, Hasher};

/// The value itself.
pub const fn identity<T>(x: T) -> T {
    x
}

/// A cheap reference-to-reference conversion.
#[rustc_diagnostic_item = "AsRef"]
pub trait AsRef<T: ?Sized> {
    /// The value as another type.
    fn as_ref(&self) -> &T;
}

/// A cheap mutable reference-to-reference conversion.
#[rustc_diagnostic_item = "AsMut"]
pub trait AsMut<T: ?Sized> {
    /// The value as another type.
    fn as_mut(&mut self) -> &mut T;
}

/// A conversion that uses the value up.
#[rustc_diagnostic_item = "Into"]
pub trait Into<T>: Sized {
    /// Converts.
    #[must_use]
    fn into(self) -> T;
}

/// A conversion that makes a value of another.
#[rustc_diagnostic_item = "From"]
#[diagnostic::on_unimplemented(message = "the trait bound `{Self}: From<{T}>` is not satisfied")]
pub trait From<T>: Sized {
    /// Converts.
    #[must_use]
    fn from(value: T) -> Self;
}

/// A conversion that may fail.
#[rustc_diagnostic_item = "TryInto"]
pub trait TryInto<T>: Sized {
    /// Why it failed.
    type Error;

    /// Converts.
    fn try_into(self) -> Result<T, Self::Error>;
}

/// A conversion that may fail.
#[rustc_diagnostic_item = "TryFrom"]
pub trait TryFrom<T>: Sized {
    /// Why it failed.
    type Error;

    /// Converts.
    fn try_from(value: T) -> Result<Self, Self::Error>;
}

impl<T: ?Sized + AsRef<U>, U: ?Sized> AsRef<U> for &T {
    fn as_ref(&self) -> &U {
        <T as AsRef<U>>::as_ref(*self)
    }
}

impl<T: ?Sized + AsRef<U>, U: ?Sized> AsRef<U> for &mut T {
    fn as_ref(&self) -> &U {
        <T as AsRef<U>>::as_ref(*self)
    }
}

impl<T: ?Sized + AsMut<U>, U: ?Sized> AsMut<U> for &mut T {
    fn as_mut(&mut self) -> &mut U {
        (*self).as_mut()
    }
}

impl<T, U: From<T>> Into<U> for T {
    #[track_caller]
    fn into(self) -> U {
        U::from(self)
    }
}

impl<T> From<T> for T {
    fn from(t: T) -> T {
        t
    }
}

impl<T, U: TryFrom<T>> TryInto<U> for T {
    type Error = U::Error;

    fn try_into(self) -> Result<U, U::Error> {
        U::try_from(self)
    }
}

impl<T, U: Into<T>> TryFrom<U> for T {
    type Error = Infallible;

    fn try_from(value: U) -> Result<Self, Self::Error> {
        Ok(U::into(value))
    }
}

impl<T> AsRef<[T]> for [T] {
    fn as_ref(&self) -> &[T] {
        self
    }
}

impl<T> AsMut<[T]> for [T] {
    fn as_mut(&mut self) -> &mut [T] {
        self
    }
}

impl AsRef<str> for str {
    fn as_ref(&self) -> &str {
        self
    }
}

impl AsRef<[u8]> for str {
    fn as_ref(&self) -> &[u8] {
        self.as_bytes()
    }
}

impl AsMut<str> for str {
    fn as_mut(&mut self) -> &mut str {
        self
    }
}

/// The error of what cannot fail.
#[derive(Copy)]
pub enum Infallible {}

impl Clone for Infallible {
    fn clone(&self) -> Infallible {
        match *self {}
    }
}

impl fmt::Debug for Infallible {
    fn fmt(&self, _: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {}
    }
}

impl fmt::Display for Infallible {
    fn fmt(&self, _: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {}
    }
}

impl Error for Infallible {}

impl PartialEq for Infallible {
    fn eq(&self, _: &Infallible) -> bool {
        match *self {}
    }
}

impl Eq for Infallible {}

impl Hash for Infallible {
    fn hash<H: Hasher>(&self, _: &mut H) {
        match *self {}
    }
}
