//! Methods of `*mut T`.

use crate::intrinsics;
use crate::ptr;

impl<T: ?Sized> *mut T {
    #[must_use]
    pub const fn is_null(self) -> bool {
        (self as *const () as usize) == 0
    }

    pub const fn cast<U>(self) -> *mut U {
        self as *mut U
    }

    pub fn addr(self) -> usize {
        self as *const () as usize
    }

    pub fn expose_provenance(self) -> usize {
        self as *const () as usize
    }

    pub const unsafe fn as_ref<'a>(self) -> Option<&'a T> {
        if self.is_null() { None } else { unsafe { Some(&*self) } }
    }
}

impl<T> *mut T {
    #[track_caller]
    pub const unsafe fn offset(self, count: isize) -> *mut T {
        unsafe { intrinsics::offset(self, count) }
    }

    pub const fn wrapping_offset(self, count: isize) -> *mut T {
        unsafe { intrinsics::arith_offset(self as *const T, count) as *mut T }
    }

    #[track_caller]
    pub const unsafe fn add(self, count: usize) -> *mut T {
        unsafe { intrinsics::offset(self, count) }
    }

    #[track_caller]
    pub const unsafe fn sub(self, count: usize) -> *mut T {
        unsafe { intrinsics::offset(self, (0 as isize).wrapping_sub(count as isize)) }
    }

    pub const fn wrapping_add(self, count: usize) -> *mut T {
        self.wrapping_offset(count as isize)
    }

    pub const fn wrapping_sub(self, count: usize) -> *mut T {
        self.wrapping_offset((count as isize).wrapping_neg())
    }

    #[track_caller]
    pub const unsafe fn offset_from(self, origin: *const T) -> isize {
        unsafe { intrinsics::ptr_offset_from(self as *const T, origin) }
    }

    #[track_caller]
    pub const unsafe fn offset_from_unsigned(self, origin: *const T) -> usize {
        unsafe { intrinsics::ptr_offset_from_unsigned(self as *const T, origin) }
    }

    pub unsafe fn byte_add(self, count: usize) -> *mut T {
        unsafe { (self as *mut u8).add(count) as *mut T }
    }

    pub unsafe fn byte_sub(self, count: usize) -> *mut T {
        unsafe { (self as *mut u8).sub(count) as *mut T }
    }

    #[track_caller]
    pub const unsafe fn read(self) -> T {
        unsafe { ptr::read(self as *const T) }
    }

    pub const unsafe fn read_unaligned(self) -> T {
        unsafe { ptr::read_unaligned(self as *const T) }
    }

    pub unsafe fn read_volatile(self) -> T {
        unsafe { ptr::read_volatile(self as *const T) }
    }

    #[track_caller]
    pub const unsafe fn copy_to(self, dest: *mut T, count: usize) {
        unsafe { ptr::copy(self as *const T, dest, count) }
    }

    #[track_caller]
    pub const unsafe fn copy_to_nonoverlapping(self, dest: *mut T, count: usize) {
        unsafe { ptr::copy_nonoverlapping(self as *const T, dest, count) }
    }

    pub fn is_aligned(self) -> bool {
        self.addr() % crate::mem::align_of::<T>() == 0
    }

    pub const fn cast_const(self) -> *const T {
        self as *const T
    }
}

impl<T> *mut [T] {
    pub const fn len(self) -> usize {
        unsafe { intrinsics::ptr_metadata::<[T], usize>(self as *const [T]) }
    }

    pub const fn is_empty(self) -> bool {
        self.len() == 0
    }
}

impl<T: ?Sized> *mut T {
    pub const unsafe fn as_mut<'a>(self) -> Option<&'a mut T> {
        if self.is_null() { None } else { unsafe { Some(&mut *self) } }
    }

    pub unsafe fn drop_in_place(self) {
        unsafe { ptr::drop_in_place(self) }
    }
}

impl<T> *mut T {
    #[track_caller]
    pub const unsafe fn write(self, val: T) {
        unsafe { ptr::write(self, val) }
    }

    pub const unsafe fn write_unaligned(self, val: T) {
        unsafe { ptr::write_unaligned(self, val) }
    }

    pub unsafe fn write_volatile(self, val: T) {
        unsafe { ptr::write_volatile(self, val) }
    }

    pub const unsafe fn write_bytes(self, val: u8, count: usize) {
        unsafe { ptr::write_bytes(self, val, count) }
    }

    #[track_caller]
    pub const unsafe fn copy_from(self, src: *const T, count: usize) {
        unsafe { ptr::copy(src, self, count) }
    }

    #[track_caller]
    pub const unsafe fn copy_from_nonoverlapping(self, src: *const T, count: usize) {
        unsafe { ptr::copy_nonoverlapping(src, self, count) }
    }

    pub unsafe fn replace(self, src: T) -> T {
        unsafe { ptr::replace(self, src) }
    }

    pub unsafe fn swap(self, with: *mut T) {
        unsafe { ptr::swap(self, with) }
    }
}
