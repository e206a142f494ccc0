//! The elements of a `Vec`, one after the other.

use core::fmt;
use core::iter::FusedIterator;
use core::marker::PhantomData;
use core::mem::{self, ManuallyDrop};
use core::ptr::{self, NonNull};
use core::slice;

use super::Vec;

/// The elements of a `Vec`, one after the other.
#[rustc_diagnostic_item = "vec_into_iter"]
pub struct IntoIter<T> {
    buf: NonNull<T>,
    cap: usize,
    // What is still there: `buf[start..end]`.
    start: usize,
    end: usize,
    _owns: PhantomData<T>,
}

unsafe impl<T: Send> Send for IntoIter<T> {}
unsafe impl<T: Sync> Sync for IntoIter<T> {}

impl<T> IntoIter<T> {
    pub(super) fn new(vec: Vec<T>) -> IntoIter<T> {
        let me = ManuallyDrop::new(vec);
        IntoIter { buf: me.ptr, cap: me.cap, start: 0, end: me.len, _owns: PhantomData }
    }

    pub fn as_slice(&self) -> &[T] {
        unsafe { slice::from_raw_parts((self.buf.as_ptr() as *const T).add(self.start), self.end - self.start) }
    }

    pub fn as_mut_slice(&mut self) -> &mut [T] {
        unsafe { slice::from_raw_parts_mut(self.buf.as_ptr().add(self.start), self.end - self.start) }
    }
}

impl<T> Iterator for IntoIter<T> {
    type Item = T;

    fn next(&mut self) -> Option<T> {
        if self.start == self.end {
            return None;
        }
        let at = self.start;
        self.start += 1;
        Some(unsafe { ptr::read((self.buf.as_ptr() as *const T).add(at)) })
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        let n = self.end - self.start;
        (n, Some(n))
    }

    fn count(self) -> usize {
        self.end - self.start
    }
}

impl<T> DoubleEndedIterator for IntoIter<T> {
    fn next_back(&mut self) -> Option<T> {
        if self.start == self.end {
            return None;
        }
        self.end -= 1;
        Some(unsafe { ptr::read((self.buf.as_ptr() as *const T).add(self.end)) })
    }
}

impl<T> ExactSizeIterator for IntoIter<T> {}
impl<T> FusedIterator for IntoIter<T> {}

impl<T> Default for IntoIter<T> {
    fn default() -> Self {
        Vec::new().into_iter()
    }
}

impl<T: Clone> Clone for IntoIter<T> {
    fn clone(&self) -> Self {
        crate::slice::to_vec(self.as_slice()).into_iter()
    }
}

impl<T: fmt::Debug> fmt::Debug for IntoIter<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("IntoIter").field(&self.as_slice()).finish()
    }
}

impl<T> AsRef<[T]> for IntoIter<T> {
    fn as_ref(&self) -> &[T] {
        self.as_slice()
    }
}

unsafe impl<#[may_dangle] T> Drop for IntoIter<T> {
    fn drop(&mut self) {
        unsafe {
            // The block goes with the vector, also when an element's drop panics.
            let _block = Vec::from_raw_parts(self.buf.as_ptr(), 0, self.cap);
            ptr::drop_in_place(ptr::slice_from_raw_parts_mut(self.buf.as_ptr().add(self.start), self.end - self.start));
        }
    }
}
