//! A queue with two ends, in a ring.

use core::cmp::Ordering;
use core::fmt;
use core::hash::{Hash, Hasher};
use core::iter::FusedIterator;
use core::mem::{self, MaybeUninit};
use core::ops::{Index, IndexMut, RangeBounds};
use core::ptr;
use core::slice;

use crate::vec::{self, Vec};

/// A queue with two ends, in a ring.
#[rustc_diagnostic_item = "VecDeque"]
pub struct VecDeque<T> {
    // The first element's place in the ring.
    head: usize,
    len: usize,
    // Its length is always 0: it only holds the block.
    buf: Vec<T>,
}

impl<T> VecDeque<T> {
    #[must_use]
    pub const fn new() -> VecDeque<T> {
        VecDeque { head: 0, len: 0, buf: Vec::new() }
    }

    #[must_use]
    pub fn with_capacity(capacity: usize) -> VecDeque<T> {
        VecDeque { head: 0, len: 0, buf: Vec::with_capacity(capacity) }
    }

    fn place(&self, index: usize) -> *mut T {
        let capacity = self.buf.capacity();
        let at = self.head + index;
        let at = if at >= capacity { at - capacity } else { at };
        unsafe { (self.buf.as_ptr() as *mut T).add(at) }
    }

    fn grow(&mut self) {
        self.reserve(1);
    }

    pub fn reserve(&mut self, additional: usize) {
        let old = self.buf.capacity();
        if mem::size_of::<T>() == 0 || self.len + additional <= old {
            return;
        }
        let mut wanted = old * 2;
        if wanted < self.len + additional {
            wanted = self.len + additional;
        }
        self.rebuild(if wanted < 4 { 4 } else { wanted });
    }

    /// Moves to a ring of another size, the first element first.
    fn rebuild(&mut self, capacity: usize) {
        let mut buf = Vec::with_capacity(capacity);
        unsafe {
            let (a, b) = self.as_slices();
            ptr::copy_nonoverlapping(a.as_ptr(), buf.as_mut_ptr(), a.len());
            ptr::copy_nonoverlapping(b.as_ptr(), buf.as_mut_ptr().add(a.len()), b.len());
        }
        self.head = 0;
        self.buf = buf;
    }

    #[must_use]
    pub fn capacity(&self) -> usize {
        self.buf.capacity()
    }

    pub fn shrink_to_fit(&mut self) {
        if self.len < self.buf.capacity() && mem::size_of::<T>() != 0 {
            self.rebuild(self.len);
        }
    }

    #[must_use]
    pub fn len(&self) -> usize {
        self.len
    }

    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    pub fn get(&self, index: usize) -> Option<&T> {
        if index < self.len { unsafe { Some(&*self.place(index)) } } else { None }
    }

    pub fn get_mut(&mut self, index: usize) -> Option<&mut T> {
        if index < self.len { unsafe { Some(&mut *self.place(index)) } } else { None }
    }

    #[track_caller]
    pub fn swap(&mut self, i: usize, j: usize) {
        assert!(i < self.len());
        assert!(j < self.len());
        unsafe { ptr::swap(self.place(i), self.place(j)) }
    }

    pub fn front(&self) -> Option<&T> {
        self.get(0)
    }

    pub fn front_mut(&mut self) -> Option<&mut T> {
        self.get_mut(0)
    }

    pub fn back(&self) -> Option<&T> {
        self.get(self.len.wrapping_sub(1))
    }

    pub fn back_mut(&mut self) -> Option<&mut T> {
        self.get_mut(self.len.wrapping_sub(1))
    }

    pub fn pop_front(&mut self) -> Option<T> {
        if self.len == 0 {
            return None;
        }
        let value = unsafe { ptr::read(self.place(0) as *const T) };
        self.head = if self.head + 1 >= self.buf.capacity() { 0 } else { self.head + 1 };
        self.len -= 1;
        Some(value)
    }

    pub fn pop_back(&mut self) -> Option<T> {
        if self.len == 0 {
            return None;
        }
        self.len -= 1;
        Some(unsafe { ptr::read(self.place(self.len) as *const T) })
    }

    #[track_caller]
    pub fn push_front(&mut self, value: T) {
        if self.len == self.buf.capacity() {
            self.grow();
        }
        self.head = if self.head == 0 { self.buf.capacity() - 1 } else { self.head - 1 };
        self.len += 1;
        unsafe { ptr::write(self.place(0), value) };
    }

    #[track_caller]
    pub fn push_back(&mut self, value: T) {
        if self.len == self.buf.capacity() {
            self.grow();
        }
        unsafe { ptr::write(self.place(self.len), value) };
        self.len += 1;
    }

    pub fn as_slices(&self) -> (&[T], &[T]) {
        let capacity = self.buf.capacity();
        let base = self.buf.as_ptr();
        unsafe {
            if self.len <= capacity - self.head {
                (slice::from_raw_parts(base.add(self.head), self.len), &[])
            } else {
                let first = capacity - self.head;
                (slice::from_raw_parts(base.add(self.head), first), slice::from_raw_parts(base, self.len - first))
            }
        }
    }

    pub fn as_mut_slices(&mut self) -> (&mut [T], &mut [T]) {
        let capacity = self.buf.capacity();
        let base = self.buf.as_mut_ptr();
        unsafe {
            if self.len <= capacity - self.head {
                (slice::from_raw_parts_mut(base.add(self.head), self.len), &mut [])
            } else {
                let first = capacity - self.head;
                (slice::from_raw_parts_mut(base.add(self.head), first), slice::from_raw_parts_mut(base, self.len - first))
            }
        }
    }

    pub fn make_contiguous(&mut self) -> &mut [T] {
        if self.len > self.buf.capacity() - self.head {
            let capacity = self.buf.capacity();
            self.rebuild(capacity);
        }
        unsafe { slice::from_raw_parts_mut(self.place(0), self.len) }
    }

    pub fn iter(&self) -> Iter<'_, T> {
        let (a, b) = self.as_slices();
        Iter { a: a.iter(), b: b.iter() }
    }

    pub fn iter_mut(&mut self) -> IterMut<'_, T> {
        let (a, b) = self.as_mut_slices();
        IterMut { a: a.iter_mut(), b: b.iter_mut() }
    }

    pub fn range<R: RangeBounds<usize>>(&self, range: R) -> Iter<'_, T> {
        let range = slice::range(range, self.len);
        let mut iter = self.iter();
        let after = self.len - range.end;
        if range.start > 0 {
            iter.nth(range.start - 1);
        }
        if after > 0 {
            iter.nth_back(after - 1);
        }
        iter
    }

    pub fn clear(&mut self) {
        self.truncate(0);
        self.head = 0;
    }

    pub fn truncate(&mut self, len: usize) {
        while self.len > len {
            drop(self.pop_back());
        }
    }

    pub fn contains(&self, x: &T) -> bool
    where
        T: PartialEq,
    {
        let (a, b) = self.as_slices();
        a.contains(x) || b.contains(x)
    }

    #[track_caller]
    pub fn insert(&mut self, index: usize, value: T) {
        assert!(index <= self.len(), "index out of bounds");
        self.push_back(value);
        let mut i = self.len - 1;
        while i > index {
            self.swap(i, i - 1);
            i -= 1;
        }
    }

    pub fn remove(&mut self, index: usize) -> Option<T> {
        if index >= self.len {
            return None;
        }
        let mut i = index;
        while i + 1 < self.len {
            self.swap(i, i + 1);
            i += 1;
        }
        self.pop_back()
    }

    pub fn swap_remove_back(&mut self, index: usize) -> Option<T> {
        if index >= self.len {
            return None;
        }
        let last = self.len - 1;
        self.swap(index, last);
        self.pop_back()
    }

    pub fn swap_remove_front(&mut self, index: usize) -> Option<T> {
        if index >= self.len {
            return None;
        }
        self.swap(index, 0);
        self.pop_front()
    }

    #[track_caller]
    pub fn split_off(&mut self, at: usize) -> Self {
        assert!(at <= self.len, "`at` out of bounds");
        let mut other = VecDeque::with_capacity(self.len - at);
        while self.len > at {
            other.push_front(self.pop_back().unwrap());
        }
        other
    }

    pub fn append(&mut self, other: &mut Self) {
        while let Some(value) = other.pop_front() {
            self.push_back(value);
        }
    }

    pub fn retain<F: FnMut(&T) -> bool>(&mut self, mut f: F) {
        self.retain_mut(|elem| f(elem));
    }

    pub fn retain_mut<F: FnMut(&mut T) -> bool>(&mut self, mut f: F) {
        let mut kept = 0;
        let mut i = 0;
        while i < self.len {
            if f(&mut self[i]) {
                if kept != i {
                    self.swap(kept, i);
                }
                kept += 1;
            }
            i += 1;
        }
        self.truncate(kept);
    }

    pub fn resize_with(&mut self, new_len: usize, mut generator: impl FnMut() -> T) {
        while self.len < new_len {
            self.push_back(generator());
        }
        self.truncate(new_len);
    }

    pub fn resize(&mut self, new_len: usize, value: T)
    where
        T: Clone,
    {
        while self.len < new_len {
            self.push_back(value.clone());
        }
        self.truncate(new_len);
    }

    #[track_caller]
    pub fn rotate_left(&mut self, n: usize) {
        assert!(n <= self.len());
        let mut i = 0;
        while i < n {
            let value = self.pop_front().unwrap();
            self.push_back(value);
            i += 1;
        }
    }

    #[track_caller]
    pub fn rotate_right(&mut self, n: usize) {
        assert!(n <= self.len());
        let mut i = 0;
        while i < n {
            let value = self.pop_back().unwrap();
            self.push_front(value);
            i += 1;
        }
    }

    #[track_caller]
    pub fn drain<R: RangeBounds<usize>>(&mut self, range: R) -> Drain<'_, T> {
        let range = slice::range(range, self.len);
        let mut taken = VecDeque::with_capacity(range.end - range.start);
        let mut rest = self.split_off(range.start);
        let mut i = range.start;
        while i < range.end {
            taken.push_back(rest.pop_front().unwrap());
            i += 1;
        }
        self.append(&mut rest);
        Drain { taken, deque: core::marker::PhantomData }
    }

    pub fn binary_search(&self, x: &T) -> Result<usize, usize>
    where
        T: Ord,
    {
        self.binary_search_by(|e| e.cmp(x))
    }

    pub fn binary_search_by<'a, F: FnMut(&'a T) -> Ordering>(&'a self, mut f: F) -> Result<usize, usize> {
        let mut low = 0;
        let mut high = self.len;
        while low < high {
            let middle = low + (high - low) / 2;
            match f(&self[middle]) {
                Ordering::Equal => return Ok(middle),
                Ordering::Less => low = middle + 1,
                Ordering::Greater => high = middle,
            }
        }
        Err(low)
    }
}

unsafe impl<#[may_dangle] T> Drop for VecDeque<T> {
    fn drop(&mut self) {
        let (a, b) = self.as_mut_slices();
        let (a, b) = (a as *mut [T], b as *mut [T]);
        unsafe {
            ptr::drop_in_place(a);
            ptr::drop_in_place(b);
        }
    }
}

impl<T: Clone> Clone for VecDeque<T> {
    fn clone(&self) -> Self {
        self.iter().cloned().collect()
    }
}

impl<T> Default for VecDeque<T> {
    fn default() -> VecDeque<T> {
        VecDeque::new()
    }
}

impl<T: PartialEq> PartialEq for VecDeque<T> {
    fn eq(&self, other: &Self) -> bool {
        self.len == other.len && self.iter().eq(other.iter())
    }
}

impl<T: Eq> Eq for VecDeque<T> {}

macro_rules! deque_eq {
    ($([$($vars:tt)*] $rhs:ty;)*) => { $(
        impl<T: PartialEq<U>, U, $($vars)*> PartialEq<$rhs> for VecDeque<T> {
            fn eq(&self, other: &$rhs) -> bool {
                self.len == other.len() && self.iter().zip(other.iter()).all(|(a, b)| *a == *b)
            }
        }
    )* };
}

deque_eq! {
    [] Vec<U>;
    [] &[U];
    [const N: usize] [U; N];
    [const N: usize] &[U; N];
}

impl<T: PartialOrd> PartialOrd for VecDeque<T> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        self.iter().partial_cmp(other.iter())
    }
}

impl<T: Ord> Ord for VecDeque<T> {
    fn cmp(&self, other: &Self) -> Ordering {
        self.iter().cmp(other.iter())
    }
}

impl<T: Hash> Hash for VecDeque<T> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        state.write_usize(self.len);
        for element in self {
            element.hash(state);
        }
    }
}

impl<T> Index<usize> for VecDeque<T> {
    type Output = T;

    #[track_caller]
    fn index(&self, index: usize) -> &T {
        self.get(index).expect("Out of bounds access")
    }
}

impl<T> IndexMut<usize> for VecDeque<T> {
    #[track_caller]
    fn index_mut(&mut self, index: usize) -> &mut T {
        self.get_mut(index).expect("Out of bounds access")
    }
}

impl<T> FromIterator<T> for VecDeque<T> {
    fn from_iter<I: IntoIterator<Item = T>>(iter: I) -> VecDeque<T> {
        let mut deque = VecDeque::new();
        deque.extend(iter);
        deque
    }
}

impl<T> Extend<T> for VecDeque<T> {
    fn extend<I: IntoIterator<Item = T>>(&mut self, iter: I) {
        let iter = iter.into_iter();
        self.reserve(iter.size_hint().0);
        for value in iter {
            self.push_back(value);
        }
    }
}

impl<'a, T: Copy + 'a> Extend<&'a T> for VecDeque<T> {
    fn extend<I: IntoIterator<Item = &'a T>>(&mut self, iter: I) {
        for value in iter {
            self.push_back(*value);
        }
    }
}

impl<T: fmt::Debug> fmt::Debug for VecDeque<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.iter()).finish()
    }
}

impl<T> From<Vec<T>> for VecDeque<T> {
    fn from(mut other: Vec<T>) -> VecDeque<T> {
        let len = other.len();
        unsafe { other.set_len(0) };
        VecDeque { head: 0, len, buf: other }
    }
}

impl<T> From<VecDeque<T>> for Vec<T> {
    fn from(mut other: VecDeque<T>) -> Vec<T> {
        let capacity = other.buf.capacity();
        if other.head != 0 {
            other.rebuild(capacity);
        }
        let len = mem::replace(&mut other.len, 0);
        let mut buf = mem::take(&mut other.buf);
        unsafe { buf.set_len(len) };
        buf
    }
}

impl<T, const N: usize> From<[T; N]> for VecDeque<T> {
    fn from(arr: [T; N]) -> VecDeque<T> {
        arr.into_iter().collect()
    }
}

/// References to the elements.
pub struct Iter<'a, T: 'a> {
    a: slice::Iter<'a, T>,
    b: slice::Iter<'a, T>,
}

impl<T> Clone for Iter<'_, T> {
    fn clone(&self) -> Self {
        Iter { a: self.a.clone(), b: self.b.clone() }
    }
}

impl<'a, T> Iterator for Iter<'a, T> {
    type Item = &'a T;

    fn next(&mut self) -> Option<&'a T> {
        match self.a.next() {
            Some(value) => Some(value),
            None => self.b.next(),
        }
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        let n = self.a.len() + self.b.len();
        (n, Some(n))
    }
}

impl<'a, T> DoubleEndedIterator for Iter<'a, T> {
    fn next_back(&mut self) -> Option<&'a T> {
        match self.b.next_back() {
            Some(value) => Some(value),
            None => self.a.next_back(),
        }
    }
}

impl<T> ExactSizeIterator for Iter<'_, T> {}
impl<T> FusedIterator for Iter<'_, T> {}

/// Mutable references to the elements.
pub struct IterMut<'a, T: 'a> {
    a: slice::IterMut<'a, T>,
    b: slice::IterMut<'a, T>,
}

impl<'a, T> Iterator for IterMut<'a, T> {
    type Item = &'a mut T;

    fn next(&mut self) -> Option<&'a mut T> {
        match self.a.next() {
            Some(value) => Some(value),
            None => self.b.next(),
        }
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        let n = self.a.len() + self.b.len();
        (n, Some(n))
    }
}

impl<'a, T> DoubleEndedIterator for IterMut<'a, T> {
    fn next_back(&mut self) -> Option<&'a mut T> {
        match self.b.next_back() {
            Some(value) => Some(value),
            None => self.a.next_back(),
        }
    }
}

impl<T> ExactSizeIterator for IterMut<'_, T> {}
impl<T> FusedIterator for IterMut<'_, T> {}

/// The elements.
#[derive(Clone)]
pub struct IntoIter<T> {
    inner: VecDeque<T>,
}

impl<T> Iterator for IntoIter<T> {
    type Item = T;

    fn next(&mut self) -> Option<T> {
        self.inner.pop_front()
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        (self.inner.len, Some(self.inner.len))
    }
}

impl<T> DoubleEndedIterator for IntoIter<T> {
    fn next_back(&mut self) -> Option<T> {
        self.inner.pop_back()
    }
}

impl<T> ExactSizeIterator for IntoIter<T> {}
impl<T> FusedIterator for IntoIter<T> {}

/// Elements taken out.
pub struct Drain<'a, T> {
    taken: VecDeque<T>,
    deque: core::marker::PhantomData<&'a mut VecDeque<T>>,
}

impl<T> Iterator for Drain<'_, T> {
    type Item = T;

    fn next(&mut self) -> Option<T> {
        self.taken.pop_front()
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        (self.taken.len, Some(self.taken.len))
    }
}

impl<T> DoubleEndedIterator for Drain<'_, T> {
    fn next_back(&mut self) -> Option<T> {
        self.taken.pop_back()
    }
}

impl<T> ExactSizeIterator for Drain<'_, T> {}

impl<T> IntoIterator for VecDeque<T> {
    type Item = T;
    type IntoIter = IntoIter<T>;

    fn into_iter(self) -> IntoIter<T> {
        IntoIter { inner: self }
    }
}

impl<'a, T> IntoIterator for &'a VecDeque<T> {
    type Item = &'a T;
    type IntoIter = Iter<'a, T>;

    fn into_iter(self) -> Iter<'a, T> {
        self.iter()
    }
}

impl<'a, T> IntoIterator for &'a mut VecDeque<T> {
    type Item = &'a mut T;
    type IntoIter = IterMut<'a, T>;

    fn into_iter(self) -> IterMut<'a, T> {
        self.iter_mut()
    }
}
