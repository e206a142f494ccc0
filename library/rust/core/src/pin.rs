//! Values that do not move any more.

use crate::fmt;
use crate::marker::Unsize;
use crate::ops::{CoerceUnsized, Deref, DerefMut, DispatchFromDyn, LegacyReceiver};

/// A pointer to a value that stays where it is.
#[lang = "pin"]
#[fundamental]
#[repr(transparent)]
#[derive(Copy, Clone)]
pub struct Pin<Ptr> {
    pointer: Ptr,
}

impl<Ptr: Deref<Target: Unpin>> Pin<Ptr> {
    pub fn new(pointer: Ptr) -> Pin<Ptr> {
        Pin { pointer }
    }

    pub fn into_inner(pin: Pin<Ptr>) -> Ptr {
        pin.pointer
    }
}

impl<Ptr: Deref> Pin<Ptr> {
    #[lang = "new_unchecked"]
    pub unsafe fn new_unchecked(pointer: Ptr) -> Pin<Ptr> {
        Pin { pointer }
    }

    pub fn as_ref(&self) -> Pin<&Ptr::Target> {
        Pin { pointer: &*self.pointer }
    }
}

impl<Ptr: DerefMut> Pin<Ptr> {
    pub fn as_mut(&mut self) -> Pin<&mut Ptr::Target> {
        Pin { pointer: &mut *self.pointer }
    }

    pub fn set(&mut self, value: Ptr::Target)
    where
        Ptr::Target: Sized,
    {
        *self.pointer = value;
    }
}

impl<'a, T: ?Sized> Pin<&'a mut T> {
    pub fn get_mut(self) -> &'a mut T
    where
        T: Unpin,
    {
        self.pointer
    }

    pub unsafe fn get_unchecked_mut(self) -> &'a mut T {
        self.pointer
    }
}

impl<'a, T: ?Sized> Pin<&'a T> {
    pub fn get_ref(self) -> &'a T {
        self.pointer
    }
}

impl<Ptr: Deref> Deref for Pin<Ptr> {
    type Target = Ptr::Target;

    fn deref(&self) -> &Ptr::Target {
        &*self.pointer
    }
}

impl<Ptr: DerefMut<Target: Unpin>> DerefMut for Pin<Ptr> {
    fn deref_mut(&mut self) -> &mut Ptr::Target {
        &mut *self.pointer
    }
}

impl<Ptr: Deref> LegacyReceiver for Pin<Ptr> where Ptr: LegacyReceiver {}

impl<Ptr: fmt::Debug> fmt::Debug for Pin<Ptr> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.pointer, f)
    }
}

impl<Ptr: fmt::Display> fmt::Display for Pin<Ptr> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.pointer, f)
    }
}

impl<Ptr: CoerceUnsized<U>, U> CoerceUnsized<Pin<U>> for Pin<Ptr> {}

impl<Ptr: DispatchFromDyn<U>, U> DispatchFromDyn<Pin<U>> for Pin<Ptr> {}
