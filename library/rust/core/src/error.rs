//! What errors have in common.

use crate::any::TypeId;
use crate::fmt::{Debug, Display};

/// An error.
#[rustc_diagnostic_item = "Error"]
pub trait Error: Debug + Display {
    /// What caused it.
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        None
    }

    #[doc(hidden)]
    fn type_id(&self, _: private::Internal) -> TypeId
    where
        Self: 'static,
    {
        TypeId::of::<Self>()
    }

    /// Words for it.
    fn description(&self) -> &str {
        "description() is deprecated; use Display"
    }

    /// What caused it.
    fn cause(&self) -> Option<&dyn Error> {
        self.source()
    }
}

mod private {
    #[derive(Debug)]
    pub struct Internal;
}

impl dyn Error + 'static {
    pub fn is<T: Error + 'static>(&self) -> bool {
        TypeId::of::<T>() == self.type_id(private::Internal)
    }

    pub fn downcast_ref<T: Error + 'static>(&self) -> Option<&T> {
        if self.is::<T>() { unsafe { Some(&*(self as *const dyn Error as *const T)) } } else { None }
    }

    pub fn downcast_mut<T: Error + 'static>(&mut self) -> Option<&mut T> {
        if self.is::<T>() { unsafe { Some(&mut *(self as *mut dyn Error as *mut T)) } } else { None }
    }
}

impl dyn Error + Send + 'static {
    pub fn is<T: Error + 'static>(&self) -> bool {
        <dyn Error + 'static>::is::<T>(self)
    }

    pub fn downcast_ref<T: Error + 'static>(&self) -> Option<&T> {
        <dyn Error + 'static>::downcast_ref::<T>(self)
    }
}

impl dyn Error + Send + Sync + 'static {
    pub fn is<T: Error + 'static>(&self) -> bool {
        <dyn Error + 'static>::is::<T>(self)
    }

    pub fn downcast_ref<T: Error + 'static>(&self) -> Option<&T> {
        <dyn Error + 'static>::downcast_ref::<T>(self)
    }
}

impl<'a, T: Error + ?Sized> Error for &'a T {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        Error::source(&**self)
    }
}

impl !Error for &str {}

impl Error for crate::fmt::Error {}
impl Error for crate::cell::BorrowError {}
impl Error for crate::cell::BorrowMutError {}
impl Error for crate::num::ParseIntError {}
impl Error for crate::num::ParseFloatError {}
impl Error for crate::num::TryFromIntError {}
impl Error for crate::char::CharTryFromError {}
impl Error for crate::char::ParseCharError {}
impl Error for crate::str::Utf8Error {}
impl Error for crate::str::ParseBoolError {}
impl Error for crate::array::TryFromSliceError {}
impl Error for crate::alloc::LayoutError {}
impl Error for ! {}
