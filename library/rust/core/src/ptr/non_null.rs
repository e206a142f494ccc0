//! Pointers that are never null.

use crate::cmp::Ordering;
use crate::fmt;
use crate::hash::{Hash, Hasher};
use crate::marker::Unsize;
use crate::ops::{CoerceUnsized, DispatchFromDyn};
use crate::ptr;

/// A `*mut T` that is not null, and covariant.
#[repr(transparent)]
#[rustc_layout_scalar_valid_range_start(1)]
#[rustc_diagnostic_item = "NonNull"]
pub struct NonNull<T: ?Sized> {
    pointer: *const T,
}

impl<T: ?Sized> !Send for NonNull<T> {}
impl<T: ?Sized> !Sync for NonNull<T> {}

impl<T> NonNull<T> {
    #[must_use]
    pub const fn dangling() -> NonNull<T> {
        unsafe { NonNull::new_unchecked(ptr::dangling_mut::<T>()) }
    }

    #[track_caller]
    pub const unsafe fn add(self, count: usize) -> NonNull<T> {
        unsafe { NonNull { pointer: self.pointer.add(count) } }
    }

    #[track_caller]
    pub const unsafe fn sub(self, count: usize) -> NonNull<T> {
        unsafe { NonNull { pointer: self.pointer.sub(count) } }
    }

    #[track_caller]
    pub const unsafe fn offset(self, count: isize) -> NonNull<T> {
        unsafe { NonNull { pointer: self.pointer.offset(count) } }
    }

    #[track_caller]
    pub const unsafe fn read(self) -> T {
        unsafe { ptr::read(self.pointer) }
    }

    #[track_caller]
    pub const unsafe fn write(self, val: T) {
        unsafe { ptr::write(self.as_ptr(), val) }
    }
}

impl<T: ?Sized> NonNull<T> {
    pub const unsafe fn new_unchecked(ptr: *mut T) -> NonNull<T> {
        unsafe { NonNull { pointer: ptr as *const T } }
    }

    pub const fn new(ptr: *mut T) -> Option<NonNull<T>> {
        if ptr.is_null() { None } else { Some(unsafe { NonNull::new_unchecked(ptr) }) }
    }

    pub const fn from_ref(r: &T) -> NonNull<T> {
        unsafe { NonNull { pointer: r as *const T } }
    }

    pub const fn from_mut(r: &mut T) -> NonNull<T> {
        unsafe { NonNull { pointer: r as *mut T as *const T } }
    }

    pub const fn as_ptr(self) -> *mut T {
        self.pointer as *mut T
    }

    pub const unsafe fn as_ref<'a>(&self) -> &'a T {
        unsafe { &*self.pointer }
    }

    pub const unsafe fn as_mut<'a>(&mut self) -> &'a mut T {
        unsafe { &mut *self.as_ptr() }
    }

    pub const fn cast<U>(self) -> NonNull<U> {
        unsafe { NonNull { pointer: self.pointer as *const U } }
    }

    pub unsafe fn drop_in_place(self) {
        unsafe { ptr::drop_in_place(self.as_ptr()) }
    }
}

impl<T> NonNull<[T]> {
    pub const fn slice_from_raw_parts(data: NonNull<T>, len: usize) -> NonNull<[T]> {
        unsafe { NonNull { pointer: ptr::slice_from_raw_parts(data.pointer, len) } }
    }

    pub const fn len(self) -> usize {
        self.as_ptr().len()
    }
}

impl<T: ?Sized> Clone for NonNull<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T: ?Sized> Copy for NonNull<T> {}

impl<T: ?Sized, U: ?Sized> CoerceUnsized<NonNull<U>> for NonNull<T> where T: Unsize<U> {}

impl<T: ?Sized, U: ?Sized> DispatchFromDyn<NonNull<U>> for NonNull<T> where T: Unsize<U> {}

impl<T: ?Sized> fmt::Debug for NonNull<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Pointer::fmt(&self.as_ptr(), f)
    }
}

impl<T: ?Sized> fmt::Pointer for NonNull<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Pointer::fmt(&self.as_ptr(), f)
    }
}

impl<T: ?Sized> Eq for NonNull<T> {}

impl<T: ?Sized> PartialEq for NonNull<T> {
    fn eq(&self, other: &Self) -> bool {
        self.as_ptr() == other.as_ptr()
    }
}

impl<T: ?Sized> Ord for NonNull<T> {
    fn cmp(&self, other: &Self) -> Ordering {
        self.as_ptr().cmp(&other.as_ptr())
    }
}

impl<T: ?Sized> PartialOrd for NonNull<T> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        self.as_ptr().partial_cmp(&other.as_ptr())
    }
}

impl<T: ?Sized> Hash for NonNull<T> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.as_ptr().hash(state)
    }
}

impl<T: ?Sized> From<&mut T> for NonNull<T> {
    fn from(r: &mut T) -> Self {
        NonNull::from_mut(r)
    }
}

impl<T: ?Sized> From<&T> for NonNull<T> {
    fn from(r: &T) -> Self {
        NonNull::from_ref(r)
    }
}
