//! A part of a `Vec` taken out.

use core::fmt;
use core::iter::FusedIterator;
use core::mem;
use core::ptr::{self, NonNull};
use core::slice;

use super::Vec;

/// A range of elements taken out of a `Vec`, one after the other.
pub struct Drain<'a, T: 'a> {
    // What is still to be taken: `start..end`.
    start: usize,
    end: usize,
    // What comes after the range and is moved down at the end.
    pub(super) tail_start: usize,
    pub(super) tail_len: usize,
    pub(super) vec: &'a mut Vec<T>,
}

impl<'a, T> Drain<'a, T> {
    pub(super) fn new(vec: &'a mut Vec<T>, start: usize, end: usize) -> Drain<'a, T> {
        let len = vec.len;
        vec.len = start;
        Drain { start, end, tail_start: end, tail_len: len - end, vec }
    }

    pub fn as_slice(&self) -> &[T] {
        unsafe { slice::from_raw_parts(self.vec.as_ptr().add(self.start), self.end - self.start) }
    }

    /// Fills the hole from an iterator; false when it ends before.
    pub(super) fn fill<I: Iterator<Item = T>>(&mut self, replace_with: &mut I) -> bool {
        while self.vec.len < self.tail_start {
            match replace_with.next() {
                Some(new) => unsafe {
                    ptr::write(self.vec.as_mut_ptr().add(self.vec.len), new);
                    self.vec.len += 1;
                },
                None => return false,
            }
        }
        true
    }

    /// Moves the tail up by so many places.
    pub(super) fn move_tail(&mut self, additional: usize) {
        let len = self.vec.len;
        self.vec.len = self.tail_start + self.tail_len;
        self.vec.reserve(additional);
        self.vec.len = len;
        unsafe {
            let base = self.vec.as_mut_ptr();
            ptr::copy(base.add(self.tail_start) as *const T, base.add(self.tail_start + additional), self.tail_len);
        }
        self.tail_start += additional;
    }

    pub(super) fn drop_rest(&mut self) {
        unsafe {
            let rest = ptr::slice_from_raw_parts_mut(self.vec.as_mut_ptr().add(self.start), self.end - self.start);
            self.start = self.end;
            ptr::drop_in_place(rest);
        }
    }
}

impl<T> Iterator for Drain<'_, T> {
    type Item = T;

    fn next(&mut self) -> Option<T> {
        if self.start == self.end {
            return None;
        }
        let at = self.start;
        self.start += 1;
        Some(unsafe { ptr::read(self.vec.as_ptr().add(at)) })
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        let n = self.end - self.start;
        (n, Some(n))
    }
}

impl<T> DoubleEndedIterator for Drain<'_, T> {
    fn next_back(&mut self) -> Option<T> {
        if self.start == self.end {
            return None;
        }
        self.end -= 1;
        Some(unsafe { ptr::read(self.vec.as_ptr().add(self.end)) })
    }
}

impl<T> ExactSizeIterator for Drain<'_, T> {}
impl<T> FusedIterator for Drain<'_, T> {}

impl<T: fmt::Debug> fmt::Debug for Drain<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Drain").field(&self.as_slice()).finish()
    }
}

/// Closes the hole, also when an element's drop panics.
struct Close<'r, 'a, T>(&'r mut Drain<'a, T>);

impl<T> Drop for Close<'_, '_, T> {
    fn drop(&mut self) {
        let drain = &mut *self.0;
        if drain.tail_len > 0 {
            let len = drain.vec.len;
            if drain.tail_start != len {
                unsafe {
                    let base = drain.vec.as_mut_ptr();
                    ptr::copy(base.add(drain.tail_start) as *const T, base.add(len), drain.tail_len);
                }
            }
            drain.vec.len = len + drain.tail_len;
        }
    }
}

impl<T> Drop for Drain<'_, T> {
    fn drop(&mut self) {
        let close = Close(self);
        close.0.drop_rest();
    }
}

/// The elements of a range that a test accepts, taken out.
#[must_use = "iterators are lazy and do nothing unless consumed"]
pub struct ExtractIf<'a, T, F> {
    vec: &'a mut Vec<T>,
    index: usize,
    end: usize,
    deleted: usize,
    old_len: usize,
    filter: F,
}

impl<'a, T, F> ExtractIf<'a, T, F> {
    pub(super) fn new(vec: &'a mut Vec<T>, start: usize, end: usize, filter: F) -> Self {
        let old_len = vec.len;
        vec.len = 0;
        ExtractIf { vec, index: start, end, deleted: 0, old_len, filter }
    }
}

impl<T, F: FnMut(&mut T) -> bool> Iterator for ExtractIf<'_, T, F> {
    type Item = T;

    fn next(&mut self) -> Option<T> {
        unsafe {
            while self.index < self.end {
                let i = self.index;
                let base = self.vec.as_mut_ptr();
                let taken = (self.filter)(&mut *base.add(i));
                self.index += 1;
                if taken {
                    self.deleted += 1;
                    return Some(ptr::read(base.add(i) as *const T));
                } else if self.deleted > 0 {
                    ptr::copy_nonoverlapping(base.add(i) as *const T, base.add(i - self.deleted), 1);
                }
            }
            None
        }
    }
}

impl<T, F> Drop for ExtractIf<'_, T, F> {
    fn drop(&mut self) {
        unsafe {
            if self.deleted > 0 {
                let base = self.vec.as_mut_ptr();
                ptr::copy(base.add(self.index) as *const T, base.add(self.index - self.deleted), self.old_len - self.index);
            }
            self.vec.len = self.old_len - self.deleted;
        }
    }
}
