//! Iterators over slices.

use crate::fmt;
use crate::iter::FusedIterator;
use crate::marker::PhantomData;
use crate::mem;
use crate::ptr::NonNull;

impl<T> !Iterator for [T] {}

/// References to the elements.
///
/// An index rather than two pointers, so that elements without a size need no special way.
#[must_use = "iterators are lazy and do nothing unless consumed"]
#[rustc_diagnostic_item = "SliceIter"]
pub struct Iter<'a, T: 'a> {
    ptr: *const T,
    len: usize,
    _marker: PhantomData<&'a T>,
}

unsafe impl<T: Sync> Sync for Iter<'_, T> {}
unsafe impl<T: Sync> Send for Iter<'_, T> {}

impl<'a, T> Iter<'a, T> {
    pub(super) fn new(slice: &'a [T]) -> Iter<'a, T> {
        Iter { ptr: slice.as_ptr(), len: slice.len(), _marker: PhantomData }
    }

    #[must_use]
    pub fn as_slice(&self) -> &'a [T] {
        unsafe { super::from_raw_parts(self.ptr, self.len) }
    }
}

impl<T> Clone for Iter<'_, T> {
    fn clone(&self) -> Self {
        Iter { ptr: self.ptr, len: self.len, _marker: PhantomData }
    }
}

impl<T> Default for Iter<'_, T> {
    fn default() -> Self {
        (&[]).into_iter()
    }
}

impl<T> AsRef<[T]> for Iter<'_, T> {
    fn as_ref(&self) -> &[T] {
        self.as_slice()
    }
}

impl<T: fmt::Debug> fmt::Debug for Iter<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Iter").field(&self.as_slice()).finish()
    }
}

impl<'a, T> Iterator for Iter<'a, T> {
    type Item = &'a T;

    fn next(&mut self) -> Option<&'a T> {
        if self.len == 0 {
            return None;
        }
        let old = self.ptr;
        self.len -= 1;
        unsafe {
            self.ptr = old.add(1);
            Some(&*old)
        }
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        (self.len, Some(self.len))
    }

    fn count(self) -> usize {
        self.len
    }

    fn nth(&mut self, n: usize) -> Option<&'a T> {
        let n = if n < self.len { n } else { self.len };
        unsafe { self.ptr = self.ptr.add(n) };
        self.len -= n;
        self.next()
    }

    fn last(mut self) -> Option<&'a T> {
        self.next_back()
    }
}

impl<'a, T> DoubleEndedIterator for Iter<'a, T> {
    fn next_back(&mut self) -> Option<&'a T> {
        if self.len == 0 {
            return None;
        }
        self.len -= 1;
        unsafe { Some(&*self.ptr.add(self.len)) }
    }

    fn nth_back(&mut self, n: usize) -> Option<&'a T> {
        self.len = self.len.saturating_sub(n);
        self.next_back()
    }
}

impl<T> ExactSizeIterator for Iter<'_, T> {}
impl<T> FusedIterator for Iter<'_, T> {}

/// Mutable references to the elements.
#[must_use = "iterators are lazy and do nothing unless consumed"]
pub struct IterMut<'a, T: 'a> {
    ptr: *mut T,
    len: usize,
    _marker: PhantomData<&'a mut T>,
}

unsafe impl<T: Sync> Sync for IterMut<'_, T> {}
unsafe impl<T: Send> Send for IterMut<'_, T> {}

impl<'a, T> IterMut<'a, T> {
    pub(super) fn new(slice: &'a mut [T]) -> IterMut<'a, T> {
        IterMut { len: slice.len(), ptr: slice.as_mut_ptr(), _marker: PhantomData }
    }

    #[must_use]
    pub fn into_slice(self) -> &'a mut [T] {
        unsafe { super::from_raw_parts_mut(self.ptr, self.len) }
    }

    #[must_use]
    pub fn as_slice(&self) -> &[T] {
        unsafe { super::from_raw_parts(self.ptr as *const T, self.len) }
    }
}

impl<T: fmt::Debug> fmt::Debug for IterMut<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("IterMut").field(&self.as_slice()).finish()
    }
}

impl<'a, T> Iterator for IterMut<'a, T> {
    type Item = &'a mut T;

    fn next(&mut self) -> Option<&'a mut T> {
        if self.len == 0 {
            return None;
        }
        let old = self.ptr;
        self.len -= 1;
        unsafe {
            self.ptr = old.add(1);
            Some(&mut *old)
        }
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        (self.len, Some(self.len))
    }

    fn count(self) -> usize {
        self.len
    }

    fn nth(&mut self, n: usize) -> Option<&'a mut T> {
        let n = if n < self.len { n } else { self.len };
        unsafe { self.ptr = self.ptr.add(n) };
        self.len -= n;
        self.next()
    }
}

impl<'a, T> DoubleEndedIterator for IterMut<'a, T> {
    fn next_back(&mut self) -> Option<&'a mut T> {
        if self.len == 0 {
            return None;
        }
        self.len -= 1;
        unsafe { Some(&mut *self.ptr.add(self.len)) }
    }
}

impl<T> ExactSizeIterator for IterMut<'_, T> {}
impl<T> FusedIterator for IterMut<'_, T> {}

/// Slices of a fixed length that overlap.
#[derive(Debug, Clone)]
#[must_use = "iterators are lazy and do nothing unless consumed"]
pub struct Windows<'a, T: 'a> {
    v: &'a [T],
    size: usize,
}

impl<'a, T> Windows<'a, T> {
    pub(super) fn new(v: &'a [T], size: usize) -> Self {
        Windows { v, size }
    }
}

impl<'a, T> Iterator for Windows<'a, T> {
    type Item = &'a [T];

    fn next(&mut self) -> Option<&'a [T]> {
        if self.size > self.v.len() {
            None
        } else {
            let ret = Some(&self.v[..self.size]);
            self.v = &self.v[1..];
            ret
        }
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        let size = if self.size > self.v.len() { 0 } else { self.v.len() - self.size + 1 };
        (size, Some(size))
    }
}

impl<'a, T> DoubleEndedIterator for Windows<'a, T> {
    fn next_back(&mut self) -> Option<&'a [T]> {
        if self.size > self.v.len() {
            None
        } else {
            let ret = Some(&self.v[self.v.len() - self.size..]);
            self.v = &self.v[..self.v.len() - 1];
            ret
        }
    }
}

impl<T> ExactSizeIterator for Windows<'_, T> {}

/// Slices of a fixed length in a row; the last may be shorter.
#[derive(Debug, Clone)]
#[must_use = "iterators are lazy and do nothing unless consumed"]
pub struct Chunks<'a, T: 'a> {
    v: &'a [T],
    chunk_size: usize,
}

impl<'a, T> Chunks<'a, T> {
    pub(super) fn new(v: &'a [T], chunk_size: usize) -> Self {
        Chunks { v, chunk_size }
    }
}

fn chunk_count(len: usize, size: usize) -> (usize, Option<usize>) {
    let n = len.div_ceil(size);
    (n, Some(n))
}

impl<'a, T> Iterator for Chunks<'a, T> {
    type Item = &'a [T];

    fn next(&mut self) -> Option<&'a [T]> {
        if self.v.is_empty() {
            return None;
        }
        let n = if self.v.len() < self.chunk_size { self.v.len() } else { self.chunk_size };
        let (first, rest) = self.v.split_at(n);
        self.v = rest;
        Some(first)
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        chunk_count(self.v.len(), self.chunk_size)
    }
}

impl<'a, T> DoubleEndedIterator for Chunks<'a, T> {
    fn next_back(&mut self) -> Option<&'a [T]> {
        if self.v.is_empty() {
            return None;
        }
        let remainder = self.v.len() % self.chunk_size;
        let n = if remainder == 0 { self.chunk_size } else { remainder };
        let (rest, last) = self.v.split_at(self.v.len() - n);
        self.v = rest;
        Some(last)
    }
}

impl<T> ExactSizeIterator for Chunks<'_, T> {}

/// Mutable slices of a fixed length in a row; the last may be shorter.
#[derive(Debug)]
#[must_use = "iterators are lazy and do nothing unless consumed"]
pub struct ChunksMut<'a, T: 'a> {
    v: &'a mut [T],
    chunk_size: usize,
}

impl<'a, T> ChunksMut<'a, T> {
    pub(super) fn new(v: &'a mut [T], chunk_size: usize) -> Self {
        ChunksMut { v, chunk_size }
    }
}

impl<'a, T> Iterator for ChunksMut<'a, T> {
    type Item = &'a mut [T];

    fn next(&mut self) -> Option<&'a mut [T]> {
        if self.v.is_empty() {
            return None;
        }
        let v = mem::take(&mut self.v);
        let n = if v.len() < self.chunk_size { v.len() } else { self.chunk_size };
        let (first, rest) = v.split_at_mut(n);
        self.v = rest;
        Some(first)
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        chunk_count(self.v.len(), self.chunk_size)
    }
}

impl<T> ExactSizeIterator for ChunksMut<'_, T> {}

/// Slices of exactly a fixed length in a row.
#[derive(Debug, Clone)]
#[must_use = "iterators are lazy and do nothing unless consumed"]
pub struct ChunksExact<'a, T: 'a> {
    v: &'a [T],
    rem: &'a [T],
    chunk_size: usize,
}

impl<'a, T> ChunksExact<'a, T> {
    pub(super) fn new(slice: &'a [T], chunk_size: usize) -> Self {
        let rem = slice.len() % chunk_size;
        let (v, rem) = slice.split_at(slice.len() - rem);
        ChunksExact { v, rem, chunk_size }
    }

    #[must_use]
    pub fn remainder(&self) -> &'a [T] {
        self.rem
    }
}

impl<'a, T> Iterator for ChunksExact<'a, T> {
    type Item = &'a [T];

    fn next(&mut self) -> Option<&'a [T]> {
        if self.v.len() < self.chunk_size {
            return None;
        }
        let (first, rest) = self.v.split_at(self.chunk_size);
        self.v = rest;
        Some(first)
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        let n = self.v.len() / self.chunk_size;
        (n, Some(n))
    }
}

impl<T> ExactSizeIterator for ChunksExact<'_, T> {}

/// Slices of a fixed length from the end; the last may be shorter.
#[derive(Debug, Clone)]
#[must_use = "iterators are lazy and do nothing unless consumed"]
pub struct RChunks<'a, T: 'a> {
    v: &'a [T],
    chunk_size: usize,
}

impl<'a, T> RChunks<'a, T> {
    pub(super) fn new(v: &'a [T], chunk_size: usize) -> Self {
        RChunks { v, chunk_size }
    }
}

impl<'a, T> Iterator for RChunks<'a, T> {
    type Item = &'a [T];

    fn next(&mut self) -> Option<&'a [T]> {
        if self.v.is_empty() {
            return None;
        }
        let n = if self.v.len() < self.chunk_size { self.v.len() } else { self.chunk_size };
        let (rest, last) = self.v.split_at(self.v.len() - n);
        self.v = rest;
        Some(last)
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        chunk_count(self.v.len(), self.chunk_size)
    }
}

impl<T> ExactSizeIterator for RChunks<'_, T> {}

/// Slices whose neighbours belong together.
#[must_use = "iterators are lazy and do nothing unless consumed"]
pub struct ChunkBy<'a, T: 'a, P> {
    slice: &'a [T],
    predicate: P,
}

impl<'a, T, P> ChunkBy<'a, T, P> {
    pub(super) fn new(slice: &'a [T], predicate: P) -> Self {
        ChunkBy { slice, predicate }
    }
}

impl<'a, T, P: FnMut(&T, &T) -> bool> Iterator for ChunkBy<'a, T, P> {
    type Item = &'a [T];

    fn next(&mut self) -> Option<&'a [T]> {
        if self.slice.is_empty() {
            return None;
        }
        let mut len = 1;
        while len < self.slice.len() && (self.predicate)(&self.slice[len - 1], &self.slice[len]) {
            len += 1;
        }
        let (head, tail) = self.slice.split_at(len);
        self.slice = tail;
        Some(head)
    }
}

/// Slices between elements that a test accepts.
#[must_use = "iterators are lazy and do nothing unless consumed"]
#[derive(Clone)]
pub struct Split<'a, T: 'a, P> {
    v: &'a [T],
    pred: P,
    finished: bool,
}

impl<'a, T, P: FnMut(&T) -> bool> Split<'a, T, P> {
    pub(super) fn new(slice: &'a [T], pred: P) -> Self {
        Split { v: slice, pred, finished: false }
    }

    fn finish(&mut self) -> Option<&'a [T]> {
        if self.finished {
            None
        } else {
            self.finished = true;
            Some(self.v)
        }
    }
}

impl<'a, T, P: FnMut(&T) -> bool> Iterator for Split<'a, T, P> {
    type Item = &'a [T];

    fn next(&mut self) -> Option<&'a [T]> {
        if self.finished {
            return None;
        }
        let mut i = 0;
        while i < self.v.len() {
            if (self.pred)(&self.v[i]) {
                let ret = Some(&self.v[..i]);
                self.v = &self.v[i + 1..];
                return ret;
            }
            i += 1;
        }
        self.finish()
    }
}

impl<'a, T, P: FnMut(&T) -> bool> DoubleEndedIterator for Split<'a, T, P> {
    fn next_back(&mut self) -> Option<&'a [T]> {
        if self.finished {
            return None;
        }
        let mut i = self.v.len();
        while i > 0 {
            i -= 1;
            if (self.pred)(&self.v[i]) {
                let ret = Some(&self.v[i + 1..]);
                self.v = &self.v[..i];
                return ret;
            }
        }
        self.finish()
    }
}

/// Mutable slices between elements that a test accepts.
#[must_use = "iterators are lazy and do nothing unless consumed"]
pub struct SplitMut<'a, T: 'a, P> {
    v: &'a mut [T],
    pred: P,
    finished: bool,
}

impl<'a, T, P: FnMut(&T) -> bool> SplitMut<'a, T, P> {
    pub(super) fn new(slice: &'a mut [T], pred: P) -> Self {
        SplitMut { v: slice, pred, finished: false }
    }
}

impl<'a, T, P: FnMut(&T) -> bool> Iterator for SplitMut<'a, T, P> {
    type Item = &'a mut [T];

    fn next(&mut self) -> Option<&'a mut [T]> {
        if self.finished {
            return None;
        }
        let v = mem::take(&mut self.v);
        let mut i = 0;
        while i < v.len() {
            if (self.pred)(&v[i]) {
                let (head, tail) = v.split_at_mut(i);
                self.v = &mut tail[1..];
                return Some(head);
            }
            i += 1;
        }
        self.finished = true;
        Some(v)
    }
}

/// Slices that end with an element that a test accepts.
#[must_use = "iterators are lazy and do nothing unless consumed"]
pub struct SplitInclusive<'a, T: 'a, P> {
    v: &'a [T],
    pred: P,
}

impl<'a, T, P: FnMut(&T) -> bool> SplitInclusive<'a, T, P> {
    pub(super) fn new(slice: &'a [T], pred: P) -> Self {
        SplitInclusive { v: slice, pred }
    }
}

impl<'a, T, P: FnMut(&T) -> bool> Iterator for SplitInclusive<'a, T, P> {
    type Item = &'a [T];

    fn next(&mut self) -> Option<&'a [T]> {
        if self.v.is_empty() {
            return None;
        }
        let mut i = 0;
        while i < self.v.len() {
            i += 1;
            if (self.pred)(&self.v[i - 1]) {
                break;
            }
        }
        let (head, tail) = self.v.split_at(i);
        self.v = tail;
        Some(head)
    }
}

/// At most so many slices between elements that a test accepts.
#[must_use = "iterators are lazy and do nothing unless consumed"]
pub struct SplitN<'a, T: 'a, P> {
    iter: Split<'a, T, P>,
    count: usize,
}

impl<'a, T, P: FnMut(&T) -> bool> SplitN<'a, T, P> {
    pub(super) fn new(slice: &'a [T], n: usize, pred: P) -> Self {
        SplitN { iter: Split::new(slice, pred), count: n }
    }
}

impl<'a, T, P: FnMut(&T) -> bool> Iterator for SplitN<'a, T, P> {
    type Item = &'a [T];

    fn next(&mut self) -> Option<&'a [T]> {
        match self.count {
            0 => None,
            1 => {
                self.count = 0;
                self.iter.finish()
            }
            _ => {
                self.count -= 1;
                self.iter.next()
            }
        }
    }
}

/// The same from the end.
#[must_use = "iterators are lazy and do nothing unless consumed"]
pub struct RSplitN<'a, T: 'a, P> {
    iter: Split<'a, T, P>,
    count: usize,
}

impl<'a, T, P: FnMut(&T) -> bool> RSplitN<'a, T, P> {
    pub(super) fn new(slice: &'a [T], n: usize, pred: P) -> Self {
        RSplitN { iter: Split::new(slice, pred), count: n }
    }
}

impl<'a, T, P: FnMut(&T) -> bool> Iterator for RSplitN<'a, T, P> {
    type Item = &'a [T];

    fn next(&mut self) -> Option<&'a [T]> {
        match self.count {
            0 => None,
            1 => {
                self.count = 0;
                self.iter.finish()
            }
            _ => {
                self.count -= 1;
                self.iter.next_back()
            }
        }
    }
}
