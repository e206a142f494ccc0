//! The operator `*` on values that are no pointers.

/// `*v` to read.
#[lang = "deref"]
#[rustc_diagnostic_item = "Deref"]
pub trait Deref {
    /// What it leads to.
    #[lang = "deref_target"]
    #[rustc_diagnostic_item = "deref_target"]
    type Target: ?Sized;

    /// The way there.
    #[must_use]
    fn deref(&self) -> &Self::Target;
}

impl<T: ?Sized> Deref for &T {
    type Target = T;

    fn deref(&self) -> &T {
        *self
    }
}

impl<T: ?Sized> !DerefMut for &T {}

impl<T: ?Sized> Deref for &mut T {
    type Target = T;

    fn deref(&self) -> &T {
        *self
    }
}

/// `*v` to write.
#[lang = "deref_mut"]
#[rustc_diagnostic_item = "DerefMut"]
pub trait DerefMut: Deref {
    /// The way there.
    fn deref_mut(&mut self) -> &mut Self::Target;
}

impl<T: ?Sized> DerefMut for &mut T {
    fn deref_mut(&mut self) -> &mut T {
        *self
    }
}

/// Types that `self` may have.
#[lang = "receiver"]
pub trait Receiver {
    /// What it leads to.
    #[lang = "receiver_target"]
    type Target: ?Sized;
}

impl<P: ?Sized, T: ?Sized> Receiver for P
where
    P: Deref<Target = T>,
{
    type Target = T;
}

/// Types that `self` may have.
#[lang = "legacy_receiver"]
pub trait LegacyReceiver {}

impl<T: ?Sized> LegacyReceiver for &T {}
impl<T: ?Sized> LegacyReceiver for &mut T {}
