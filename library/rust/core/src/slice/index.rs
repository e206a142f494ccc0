//! What can stand between the brackets of a slice.

use crate::ops::{self, Bound, Index, IndexMut, Range, RangeBounds, RangeFrom, RangeFull, RangeInclusive, RangeTo, RangeToInclusive};
use crate::ptr;

impl<T, I: SliceIndex<[T]>> Index<I> for [T] {
    type Output = I::Output;

    #[track_caller]
    fn index(&self, index: I) -> &I::Output {
        index.index(self)
    }
}

impl<T, I: SliceIndex<[T]>> IndexMut<I> for [T] {
    #[track_caller]
    fn index_mut(&mut self, index: I) -> &mut I::Output {
        index.index_mut(self)
    }
}

#[inline(never)]
#[track_caller]
fn slice_start_index_len_fail(index: usize, len: usize) -> ! {
    panic!("range start index {index} out of range for slice of length {len}")
}

#[inline(never)]
#[track_caller]
fn slice_end_index_len_fail(index: usize, len: usize) -> ! {
    panic!("range end index {index} out of range for slice of length {len}")
}

#[inline(never)]
#[track_caller]
fn slice_index_order_fail(index: usize, end: usize) -> ! {
    panic!("slice index starts at {index} but ends at {end}")
}

/// An index into a slice or string.
#[rustc_diagnostic_item = "SliceIndex"]
#[diagnostic::on_unimplemented(message = "the type `{T}` cannot be indexed by `{Self}`", label = "slice indices are of type `usize` or ranges of `usize`")]
pub unsafe trait SliceIndex<T: ?Sized> {
    /// What is found there.
    type Output: ?Sized;

    fn get(self, slice: &T) -> Option<&Self::Output>;

    fn get_mut(self, slice: &mut T) -> Option<&mut Self::Output>;

    #[track_caller]
    unsafe fn get_unchecked(self, slice: *const T) -> *const Self::Output;

    #[track_caller]
    unsafe fn get_unchecked_mut(self, slice: *mut T) -> *mut Self::Output;

    #[track_caller]
    fn index(self, slice: &T) -> &Self::Output;

    #[track_caller]
    fn index_mut(self, slice: &mut T) -> &mut Self::Output;
}

unsafe impl<T> SliceIndex<[T]> for usize {
    type Output = T;

    fn get(self, slice: &[T]) -> Option<&T> {
        if self < slice.len() { Some(&slice[self]) } else { None }
    }

    fn get_mut(self, slice: &mut [T]) -> Option<&mut T> {
        if self < slice.len() { Some(&mut slice[self]) } else { None }
    }

    #[track_caller]
    unsafe fn get_unchecked(self, slice: *const [T]) -> *const T {
        unsafe { (slice as *const T).add(self) }
    }

    #[track_caller]
    unsafe fn get_unchecked_mut(self, slice: *mut [T]) -> *mut T {
        unsafe { (slice as *mut T).add(self) }
    }

    #[track_caller]
    fn index(self, slice: &[T]) -> &T {
        &(*slice)[self]
    }

    #[track_caller]
    fn index_mut(self, slice: &mut [T]) -> &mut T {
        &mut (*slice)[self]
    }
}

unsafe impl<T> SliceIndex<[T]> for Range<usize> {
    type Output = [T];

    fn get(self, slice: &[T]) -> Option<&[T]> {
        if self.start <= self.end && self.end <= slice.len() { Some(unsafe { &*self.get_unchecked(slice) }) } else { None }
    }

    fn get_mut(self, slice: &mut [T]) -> Option<&mut [T]> {
        if self.start <= self.end && self.end <= slice.len() { Some(unsafe { &mut *self.get_unchecked_mut(slice) }) } else { None }
    }

    #[track_caller]
    unsafe fn get_unchecked(self, slice: *const [T]) -> *const [T] {
        unsafe { ptr::slice_from_raw_parts((slice as *const T).add(self.start), self.end - self.start) }
    }

    #[track_caller]
    unsafe fn get_unchecked_mut(self, slice: *mut [T]) -> *mut [T] {
        unsafe { ptr::slice_from_raw_parts_mut((slice as *mut T).add(self.start), self.end - self.start) }
    }

    #[track_caller]
    fn index(self, slice: &[T]) -> &[T] {
        check(self.start, self.end, slice.len());
        unsafe { &*self.get_unchecked(slice) }
    }

    #[track_caller]
    fn index_mut(self, slice: &mut [T]) -> &mut [T] {
        check(self.start, self.end, slice.len());
        unsafe { &mut *self.get_unchecked_mut(slice) }
    }
}

#[track_caller]
fn check(start: usize, end: usize, len: usize) {
    if start > end {
        slice_index_order_fail(start, end);
    }
    if end > len {
        slice_end_index_len_fail(end, len);
    }
}

macro_rules! by_range {
    ($index:ty, |$self:ident, $len:ident| $valid:expr, $range:expr, $index_check:expr) => {
        unsafe impl<T> SliceIndex<[T]> for $index {
            type Output = [T];

            fn get($self, slice: &[T]) -> Option<&[T]> {
                let $len = slice.len();
                if $valid { ($range).get(slice) } else { None }
            }

            fn get_mut($self, slice: &mut [T]) -> Option<&mut [T]> {
                let $len = slice.len();
                if $valid { ($range).get_mut(slice) } else { None }
            }

            #[track_caller]
            unsafe fn get_unchecked($self, slice: *const [T]) -> *const [T] {
                let $len = slice.len();
                unsafe { ($range).get_unchecked(slice) }
            }

            #[track_caller]
            unsafe fn get_unchecked_mut($self, slice: *mut [T]) -> *mut [T] {
                let $len = slice.len();
                unsafe { ($range).get_unchecked_mut(slice) }
            }

            #[track_caller]
            fn index($self, slice: &[T]) -> &[T] {
                let $len = slice.len();
                $index_check;
                ($range).index(slice)
            }

            #[track_caller]
            fn index_mut($self, slice: &mut [T]) -> &mut [T] {
                let $len = slice.len();
                $index_check;
                ($range).index_mut(slice)
            }
        }
    };
}

by_range! { RangeTo<usize>, |self, len| true, 0..self.end, () }
by_range! { RangeFrom<usize>, |self, len| self.start <= len, self.start..len, if self.start > len { slice_start_index_len_fail(self.start, len) } }
by_range! { RangeFull, |self, len| true, 0..len, () }
by_range! { RangeInclusive<usize>, |self, len| self.end != usize::MAX, self.into_slice_range(), if self.end == usize::MAX { slice_end_index_overflow_fail() } }
by_range! { RangeToInclusive<usize>, |self, len| self.end != usize::MAX, 0..self.end + 1, if self.end == usize::MAX { slice_end_index_overflow_fail() } }

#[track_caller]
pub(crate) fn slice_end_index_overflow_fail() -> ! {
    panic!("attempted to index slice up to maximum usize");
}

/// The indices that a range of any form means for a length.
#[track_caller]
#[must_use]
pub fn range<R: RangeBounds<usize>>(range: R, len: usize) -> Range<usize> {
    let start = match range.start_bound() {
        Bound::Included(&start) => start,
        Bound::Excluded(start) => *start + 1,
        Bound::Unbounded => 0,
    };
    let end = match range.end_bound() {
        Bound::Included(end) => *end + 1,
        Bound::Excluded(&end) => end,
        Bound::Unbounded => len,
    };
    check(start, end, len);
    Range { start, end }
}
