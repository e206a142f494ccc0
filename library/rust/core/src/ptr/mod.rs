//! Raw pointers.

mod const_ptr;
mod mut_ptr;
mod non_null;

use crate::cmp::Ordering;
use crate::fmt;
use crate::hash::{Hash, Hasher};
use crate::intrinsics;

pub use self::non_null::NonNull;

/// The metadata of a pointer.
#[lang = "pointee_trait"]
pub trait Pointee {
    /// `()`, the length, or the vtable.
    #[lang = "metadata_type"]
    type Metadata: fmt::Debug + Copy + Send + Sync + Ord + Hash + Unpin;
}

/// The vtable of a `dyn` type.
#[lang = "dyn_metadata"]
pub struct DynMetadata<Dyn: ?Sized> {
    vtable: *const (),
    phantom: crate::marker::PhantomData<Dyn>,
}

/// Runs the drop code of a value in its place.
#[lang = "drop_in_place"]
#[rustc_diagnostic_item = "ptr_drop_in_place"]
pub unsafe fn drop_in_place<T: ?Sized>(to_drop: *mut T) {
    unsafe { intrinsics::drop_in_place(to_drop) }
}

#[must_use]
pub const fn null<T>() -> *const T {
    0usize as *const T
}

#[must_use]
pub const fn null_mut<T>() -> *mut T {
    0usize as *mut T
}

#[must_use]
pub const fn dangling<T>() -> *const T {
    unsafe { intrinsics::align_of::<T>() as *const T }
}

#[must_use]
pub const fn dangling_mut<T>() -> *mut T {
    unsafe { intrinsics::align_of::<T>() as *mut T }
}

#[must_use]
pub const fn without_provenance<T>(addr: usize) -> *const T {
    addr as *const T
}

#[must_use]
pub const fn without_provenance_mut<T>(addr: usize) -> *mut T {
    addr as *mut T
}

pub const fn from_ref<T: ?Sized>(r: &T) -> *const T {
    r
}

pub const fn from_mut<T: ?Sized>(r: &mut T) -> *mut T {
    r
}

pub const fn slice_from_raw_parts<T>(data: *const T, len: usize) -> *const [T] {
    unsafe { intrinsics::aggregate_raw_ptr::<*const [T], *const T, usize>(data, len) }
}

pub const fn slice_from_raw_parts_mut<T>(data: *mut T, len: usize) -> *mut [T] {
    unsafe { intrinsics::aggregate_raw_ptr::<*mut [T], *mut T, usize>(data, len) }
}

pub unsafe fn swap<T>(a: *mut T, b: *mut T) {
    unsafe {
        let tmp = read(a);
        copy(b, a, 1);
        write(b, tmp);
    }
}

pub const unsafe fn replace<T>(dst: *mut T, src: T) -> T {
    unsafe {
        let old = read(dst);
        write(dst, src);
        old
    }
}

#[rustc_diagnostic_item = "ptr_read"]
#[track_caller]
pub const unsafe fn read<T>(src: *const T) -> T {
    unsafe { intrinsics::read_via_copy(src) }
}

#[rustc_diagnostic_item = "ptr_write"]
#[track_caller]
pub const unsafe fn write<T>(dst: *mut T, src: T) {
    unsafe { intrinsics::write_via_move(dst, src) }
}

pub const unsafe fn read_unaligned<T>(src: *const T) -> T {
    unsafe { intrinsics::unaligned_load(src) }
}

pub const unsafe fn write_unaligned<T>(dst: *mut T, src: T) {
    unsafe { intrinsics::unaligned_store(dst, src) }
}

pub unsafe fn read_volatile<T>(src: *const T) -> T {
    unsafe { intrinsics::volatile_load(src) }
}

pub unsafe fn write_volatile<T>(dst: *mut T, src: T) {
    unsafe { intrinsics::volatile_store(dst, src) }
}

#[track_caller]
pub const unsafe fn copy<T>(src: *const T, dst: *mut T, count: usize) {
    unsafe { intrinsics::copy(src, dst, count) }
}

#[track_caller]
pub const unsafe fn copy_nonoverlapping<T>(src: *const T, dst: *mut T, count: usize) {
    unsafe { intrinsics::copy_nonoverlapping(src, dst, count) }
}

#[track_caller]
pub const unsafe fn write_bytes<T>(dst: *mut T, val: u8, count: usize) {
    unsafe { intrinsics::write_bytes(dst, val, count) }
}

#[must_use = "pointer comparison produces a value"]
pub fn eq<T: ?Sized>(a: *const T, b: *const T) -> bool {
    a == b
}

pub fn addr_eq<T: ?Sized, U: ?Sized>(p: *const T, q: *const U) -> bool {
    (p as *const ()) == (q as *const ())
}

pub fn hash<T: ?Sized, S: Hasher>(hashee: *const T, into: &mut S) {
    hashee.hash(into);
}

/// A raw pointer to a place, without a reference in between.
pub macro addr_of($place:expr) {
    &raw const $place
}

/// A raw mutable pointer to a place, without a reference in between.
pub macro addr_of_mut($place:expr) {
    &raw mut $place
}

macro_rules! pointer_traits {
    ($($ptr:ty;)*) => { $(
        impl<T: ?Sized> PartialEq for $ptr {
            fn eq(&self, other: &$ptr) -> bool {
                *self == *other
            }
        }

        impl<T: ?Sized> Eq for $ptr {}

        impl<T: ?Sized> PartialOrd for $ptr {
            fn partial_cmp(&self, other: &$ptr) -> Option<Ordering> {
                Some(self.cmp(other))
            }
        }

        impl<T: ?Sized> Ord for $ptr {
            fn cmp(&self, other: &$ptr) -> Ordering {
                if *self < *other {
                    Ordering::Less
                } else if *self == *other {
                    Ordering::Equal
                } else {
                    Ordering::Greater
                }
            }
        }

        impl<T: ?Sized> Hash for $ptr {
            fn hash<H: Hasher>(&self, state: &mut H) {
                state.write_usize(*self as *const () as usize);
            }
        }

        impl<T: ?Sized> fmt::Debug for $ptr {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::pointer_fmt_inner(*self as *const () as usize, f)
            }
        }

        impl<T: ?Sized> fmt::Pointer for $ptr {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::pointer_fmt_inner(*self as *const () as usize, f)
            }
        }
    )* };
}

pointer_traits! { *const T; *mut T; }
