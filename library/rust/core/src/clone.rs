//! Explicit copies.

/// A type whose values can be duplicated.
#[lang = "clone"]
#[rustc_diagnostic_item = "Clone"]
pub trait Clone: Sized {
    /// A copy of the value.
    #[must_use = "cloning is often expensive and is not expected to have side effects"]
    fn clone(&self) -> Self;

    /// Makes this a copy of `source`.
    fn clone_from(&mut self, source: &Self) {
        *self = source.clone()
    }
}

/// Implements `Clone`.
#[rustc_builtin_macro]
pub macro Clone($item:item) {}

#[cfg(under_rustc)]
#[lang = "trivial_clone"]
pub unsafe trait TrivialClone: Clone {}

#[doc(hidden)]
pub struct AssertParamIsClone<T: Clone + ?Sized> {
    _field: crate::marker::PhantomData<T>,
}

#[doc(hidden)]
pub struct AssertParamIsCopy<T: Copy + ?Sized> {
    _field: crate::marker::PhantomData<T>,
}

macro_rules! clone_impls {
    ($($t:ty)*) => { $(
        impl Clone for $t {
            fn clone(&self) -> Self {
                *self
            }
        }
    )* };
}

clone_impls! { usize u8 u16 u32 u64 u128 isize i8 i16 i32 i64 i128 f32 f64 bool char }

impl<T: ?Sized> Clone for *const T {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T: ?Sized> Clone for *mut T {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T: ?Sized> Clone for &T {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T: ?Sized> !Clone for &mut T {}

impl Clone for ! {
    fn clone(&self) -> Self {
        *self
    }
}
