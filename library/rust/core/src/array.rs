//! Arrays of a fixed length.

use crate::borrow::{Borrow, BorrowMut};
use crate::cmp::Ordering;
use crate::convert::TryFrom;
use crate::fmt;
use crate::hash::{Hash, Hasher};
use crate::iter::{FusedIterator, Iterator};
use crate::marker::StructuralPartialEq;
use crate::mem::{ManuallyDrop, MaybeUninit};
use crate::ops::{Index, IndexMut};
use crate::ptr;
use crate::slice::{Iter, IterMut, SliceIndex};

/// An array whose elements a function makes of their index.
#[track_caller]
pub fn from_fn<T, const N: usize, F: FnMut(usize) -> T>(mut f: F) -> [T; N] {
    let mut guard = Guard::<T, N>::new();
    while guard.initialized < N {
        let value = f(guard.initialized);
        guard.push(value);
    }
    guard.finish()
}

/// One element as an array.
pub const fn from_ref<T>(s: &T) -> &[T; 1] {
    unsafe { &*(s as *const T as *const [T; 1]) }
}

/// Drops what is there when making an array panics.
struct Guard<T, const N: usize> {
    array: MaybeUninit<[T; N]>,
    initialized: usize,
}

impl<T, const N: usize> Guard<T, N> {
    fn new() -> Self {
        Guard { array: MaybeUninit::uninit(), initialized: 0 }
    }

    fn push(&mut self, value: T) {
        unsafe { ptr::write((self.array.as_mut_ptr() as *mut T).add(self.initialized), value) };
        self.initialized += 1;
    }

    fn finish(self) -> [T; N] {
        let guard = ManuallyDrop::new(self);
        unsafe { guard.array.assume_init_read() }
    }
}

impl<T, const N: usize> Drop for Guard<T, N> {
    fn drop(&mut self) {
        unsafe { ptr::drop_in_place(ptr::slice_from_raw_parts_mut(self.array.as_mut_ptr() as *mut T, self.initialized)) }
    }
}

impl<T, const N: usize> [T; N] {
    pub fn map<F: FnMut(T) -> U, U>(self, mut f: F) -> [U; N] {
        let mut guard = Guard::<U, N>::new();
        for value in self {
            guard.push(f(value));
        }
        guard.finish()
    }

    pub const fn as_slice(&self) -> &[T] {
        self
    }

    pub const fn as_mut_slice(&mut self) -> &mut [T] {
        self
    }

    pub fn each_ref(&self) -> [&T; N] {
        let mut guard = Guard::<&T, N>::new();
        for value in self {
            guard.push(value);
        }
        guard.finish()
    }

    pub fn each_mut(&mut self) -> [&mut T; N] {
        let mut guard = Guard::<&mut T, N>::new();
        for value in self {
            guard.push(value);
        }
        guard.finish()
    }
}

/// The slice has another length.
#[derive(Debug, Copy, Clone)]
pub struct TryFromSliceError(());

impl fmt::Display for TryFromSliceError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        "could not convert slice to array".fmt(f)
    }
}

impl<T, const N: usize> AsRef<[T]> for [T; N] {
    fn as_ref(&self) -> &[T] {
        self
    }
}

impl<T, const N: usize> AsMut<[T]> for [T; N] {
    fn as_mut(&mut self) -> &mut [T] {
        self
    }
}

impl<T, const N: usize> Borrow<[T]> for [T; N] {
    fn borrow(&self) -> &[T] {
        self
    }
}

impl<T, const N: usize> BorrowMut<[T]> for [T; N] {
    fn borrow_mut(&mut self) -> &mut [T] {
        self
    }
}

impl<T: Copy, const N: usize> TryFrom<&[T]> for [T; N] {
    type Error = TryFromSliceError;

    fn try_from(slice: &[T]) -> Result<[T; N], TryFromSliceError> {
        <&[T; N]>::try_from(slice).copied()
    }
}

impl<T: Copy, const N: usize> TryFrom<&mut [T]> for [T; N] {
    type Error = TryFromSliceError;

    fn try_from(slice: &mut [T]) -> Result<[T; N], TryFromSliceError> {
        <Self>::try_from(&*slice)
    }
}

impl<'a, T, const N: usize> TryFrom<&'a [T]> for &'a [T; N] {
    type Error = TryFromSliceError;

    fn try_from(slice: &'a [T]) -> Result<&'a [T; N], TryFromSliceError> {
        if slice.len() == N { Ok(unsafe { &*(slice.as_ptr() as *const [T; N]) }) } else { Err(TryFromSliceError(())) }
    }
}

impl<'a, T, const N: usize> TryFrom<&'a mut [T]> for &'a mut [T; N] {
    type Error = TryFromSliceError;

    fn try_from(slice: &'a mut [T]) -> Result<&'a mut [T; N], TryFromSliceError> {
        if slice.len() == N { Ok(unsafe { &mut *(slice.as_mut_ptr() as *mut [T; N]) }) } else { Err(TryFromSliceError(())) }
    }
}

impl<T: Hash, const N: usize> Hash for [T; N] {
    fn hash<H: Hasher>(&self, state: &mut H) {
        Hash::hash(&self[..], state)
    }
}

impl<T: fmt::Debug, const N: usize> fmt::Debug for [T; N] {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self[..], f)
    }
}

impl<T: Clone, const N: usize> Clone for [T; N] {
    fn clone(&self) -> Self {
        let mut guard = Guard::<T, N>::new();
        for value in self {
            guard.push(value.clone());
        }
        guard.finish()
    }
}

impl<T: Copy, const N: usize> Copy for [T; N] {}

impl<T, const N: usize> StructuralPartialEq for [T; N] {}

impl<T, const N: usize> IntoIterator for [T; N] {
    type Item = T;
    type IntoIter = IntoIter<T, N>;

    fn into_iter(self) -> IntoIter<T, N> {
        IntoIter { data: MaybeUninit::new(self), start: 0, end: N }
    }
}

impl<'a, T, const N: usize> IntoIterator for &'a [T; N] {
    type Item = &'a T;
    type IntoIter = Iter<'a, T>;

    fn into_iter(self) -> Iter<'a, T> {
        self.iter()
    }
}

impl<'a, T, const N: usize> IntoIterator for &'a mut [T; N] {
    type Item = &'a mut T;
    type IntoIter = IterMut<'a, T>;

    fn into_iter(self) -> IterMut<'a, T> {
        self.iter_mut()
    }
}

impl<T, I, const N: usize> Index<I> for [T; N]
where
    [T]: Index<I>,
{
    type Output = <[T] as Index<I>>::Output;

    #[track_caller]
    fn index(&self, index: I) -> &Self::Output {
        Index::index(self as &[T], index)
    }
}

impl<T, I, const N: usize> IndexMut<I> for [T; N]
where
    [T]: IndexMut<I>,
{
    #[track_caller]
    fn index_mut(&mut self, index: I) -> &mut Self::Output {
        IndexMut::index_mut(self as &mut [T], index)
    }
}

impl<T: PartialEq<U>, U, const N: usize> PartialEq<[U; N]> for [T; N] {
    fn eq(&self, other: &[U; N]) -> bool {
        self[..] == other[..]
    }
}

impl<T: PartialEq<U>, U, const N: usize> PartialEq<[U]> for [T; N] {
    fn eq(&self, other: &[U]) -> bool {
        self[..] == *other
    }
}

impl<T: PartialEq<U>, U, const N: usize> PartialEq<[U; N]> for [T] {
    fn eq(&self, other: &[U; N]) -> bool {
        *self == other[..]
    }
}

impl<T: PartialEq<U>, U, const N: usize> PartialEq<&[U]> for [T; N] {
    fn eq(&self, other: &&[U]) -> bool {
        self[..] == **other
    }
}

impl<T: PartialEq<U>, U, const N: usize> PartialEq<[U; N]> for &[T] {
    fn eq(&self, other: &[U; N]) -> bool {
        **self == other[..]
    }
}

impl<T: PartialEq<U>, U, const N: usize> PartialEq<[U; N]> for &mut [T] {
    fn eq(&self, other: &[U; N]) -> bool {
        **self == other[..]
    }
}

impl<T: Eq, const N: usize> Eq for [T; N] {}

impl<T: PartialOrd, const N: usize> PartialOrd for [T; N] {
    fn partial_cmp(&self, other: &[T; N]) -> Option<Ordering> {
        PartialOrd::partial_cmp(&self[..], &other[..])
    }
}

impl<T: Ord, const N: usize> Ord for [T; N] {
    fn cmp(&self, other: &[T; N]) -> Ordering {
        Ord::cmp(&self[..], &other[..])
    }
}

macro_rules! array_defaults {
    ($($n:literal $($t:ident)*;)*) => { $(
        impl<T: Default> Default for [T; $n] {
            fn default() -> [T; $n] {
                [$($t::default()),*]
            }
        }
    )* };
}

array_defaults! {
    1 T; 2 T T; 3 T T T; 4 T T T T; 5 T T T T T; 6 T T T T T T; 7 T T T T T T T; 8 T T T T T T T T; 9 T T T T T T T T T;
    10 T T T T T T T T T T; 11 T T T T T T T T T T T; 12 T T T T T T T T T T T T; 13 T T T T T T T T T T T T T; 14 T T T T T T T T T T T T T T;
    15 T T T T T T T T T T T T T T T; 16 T T T T T T T T T T T T T T T T; 17 T T T T T T T T T T T T T T T T T; 18 T T T T T T T T T T T T T T T T T T;
    19 T T T T T T T T T T T T T T T T T T T; 20 T T T T T T T T T T T T T T T T T T T T; 21 T T T T T T T T T T T T T T T T T T T T T;
    22 T T T T T T T T T T T T T T T T T T T T T T; 23 T T T T T T T T T T T T T T T T T T T T T T T; 24 T T T T T T T T T T T T T T T T T T T T T T T T;
    25 T T T T T T T T T T T T T T T T T T T T T T T T T; 26 T T T T T T T T T T T T T T T T T T T T T T T T T T;
    27 T T T T T T T T T T T T T T T T T T T T T T T T T T T; 28 T T T T T T T T T T T T T T T T T T T T T T T T T T T T;
    29 T T T T T T T T T T T T T T T T T T T T T T T T T T T T T; 30 T T T T T T T T T T T T T T T T T T T T T T T T T T T T T T;
    31 T T T T T T T T T T T T T T T T T T T T T T T T T T T T T T T; 32 T T T T T T T T T T T T T T T T T T T T T T T T T T T T T T T T;
}

impl<T> Default for [T; 0] {
    fn default() -> [T; 0] {
        []
    }
}

/// An array's values, one after the other.
pub struct IntoIter<T, const N: usize> {
    data: MaybeUninit<[T; N]>,
    // What is still there: `data[start..end]`.
    start: usize,
    end: usize,
}

impl<T, const N: usize> IntoIter<T, N> {
    pub fn as_slice(&self) -> &[T] {
        unsafe { crate::slice::from_raw_parts((self.data.as_ptr() as *const T).add(self.start), self.end - self.start) }
    }

    pub fn as_mut_slice(&mut self) -> &mut [T] {
        unsafe { crate::slice::from_raw_parts_mut((self.data.as_mut_ptr() as *mut T).add(self.start), self.end - self.start) }
    }
}

impl<T, const N: usize> Iterator for IntoIter<T, N> {
    type Item = T;

    fn next(&mut self) -> Option<T> {
        if self.start == self.end {
            return None;
        }
        let at = self.start;
        self.start += 1;
        Some(unsafe { ptr::read((self.data.as_ptr() as *const T).add(at)) })
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        let len = self.end - self.start;
        (len, Some(len))
    }
}

impl<T, const N: usize> DoubleEndedIterator for IntoIter<T, N> {
    fn next_back(&mut self) -> Option<T> {
        if self.start == self.end {
            return None;
        }
        self.end -= 1;
        Some(unsafe { ptr::read((self.data.as_ptr() as *const T).add(self.end)) })
    }
}

impl<T, const N: usize> Drop for IntoIter<T, N> {
    fn drop(&mut self) {
        unsafe { ptr::drop_in_place(self.as_mut_slice()) }
    }
}

impl<T, const N: usize> ExactSizeIterator for IntoIter<T, N> {}
impl<T, const N: usize> FusedIterator for IntoIter<T, N> {}

impl<T: Clone, const N: usize> Clone for IntoIter<T, N> {
    fn clone(&self) -> Self {
        let mut new = IntoIter { data: MaybeUninit::uninit(), start: 0, end: 0 };
        for value in self.as_slice() {
            unsafe { ptr::write((new.data.as_mut_ptr() as *mut T).add(new.end), value.clone()) };
            new.end += 1;
        }
        new
    }
}

impl<T: fmt::Debug, const N: usize> fmt::Debug for IntoIter<T, N> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("IntoIter").field(&self.as_slice()).finish()
    }
}
