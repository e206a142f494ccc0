//! A growing array.

mod drain;
mod into_iter;
mod splice;

use core::borrow::{Borrow, BorrowMut};
use core::cmp::Ordering;
use core::fmt;
use core::hash::{Hash, Hasher};
use core::marker::PhantomData;
use core::mem::{self, ManuallyDrop, MaybeUninit};
use core::ops::{Deref, DerefMut, Index, IndexMut, RangeBounds};
use core::ptr::{self, NonNull};
use core::slice::{self, SliceIndex};

use crate::alloc::{self, Layout};
use crate::borrow::{Cow, ToOwned};
use crate::boxed::Box;
use crate::string::String;

pub use self::drain::{Drain, ExtractIf};
pub use self::into_iter::IntoIter;
pub use self::splice::Splice;

/// A growing array on the heap.
#[rustc_diagnostic_item = "Vec"]
pub struct Vec<T> {
    cap: usize,
    ptr: NonNull<T>,
    len: usize,
    _owns: PhantomData<T>,
}

unsafe impl<T: Send> Send for Vec<T> {}
unsafe impl<T: Sync> Sync for Vec<T> {}

#[inline(never)]
#[track_caller]
fn capacity_overflow() -> ! {
    panic!("capacity overflow")
}

impl<T> Vec<T> {
    #[must_use]
    #[rustc_diagnostic_item = "vec_new"]
    pub const fn new() -> Self {
        Vec { cap: 0, ptr: NonNull::dangling(), len: 0, _owns: PhantomData }
    }

    #[must_use]
    #[track_caller]
    pub fn with_capacity(capacity: usize) -> Self {
        let mut vec = Vec::new();
        if capacity > 0 {
            vec.grow_to(capacity);
        }
        vec
    }

    pub unsafe fn from_raw_parts(ptr: *mut T, length: usize, capacity: usize) -> Self {
        unsafe { Vec { cap: capacity, ptr: NonNull::new_unchecked(ptr), len: length, _owns: PhantomData } }
    }

    pub fn into_raw_parts(self) -> (*mut T, usize, usize) {
        let me = ManuallyDrop::new(self);
        (me.ptr.as_ptr(), me.len, me.cap)
    }

    #[must_use]
    pub fn capacity(&self) -> usize {
        if mem::size_of::<T>() == 0 { usize::MAX } else { self.cap }
    }

    /// Moves to a block with room for exactly so many elements.
    #[track_caller]
    fn grow_to(&mut self, capacity: usize) {
        if mem::size_of::<T>() == 0 {
            return;
        }
        let layout = match Layout::array::<T>(capacity) {
            Ok(layout) => layout,
            Err(_) => capacity_overflow(),
        };
        unsafe {
            let block = if self.cap == 0 {
                alloc::alloc(layout)
            } else {
                let old = Layout::from_size_align_unchecked(self.cap * mem::size_of::<T>(), mem::align_of::<T>());
                alloc::realloc(self.ptr.as_ptr() as *mut u8, old, layout.size())
            };
            if block.is_null() {
                alloc::handle_alloc_error(layout);
            }
            self.ptr = NonNull::new_unchecked(block as *mut T);
        }
        self.cap = capacity;
    }

    /// Room for one more: twice as much as before, at least four (eight bytes or single bytes: eight).
    #[track_caller]
    fn grow_one(&mut self) {
        self.grow_amortized(1);
    }

    #[track_caller]
    fn grow_amortized(&mut self, additional: usize) {
        if mem::size_of::<T>() == 0 {
            capacity_overflow();
        }
        let required = match self.len.checked_add(additional) {
            Some(required) => required,
            None => capacity_overflow(),
        };
        let mut cap = self.cap * 2;
        if cap < required {
            cap = required;
        }
        let least = if mem::size_of::<T>() == 1 {
            8
        } else if mem::size_of::<T>() <= 1024 {
            4
        } else {
            1
        };
        self.grow_to(if cap < least { least } else { cap });
    }

    #[track_caller]
    pub fn reserve(&mut self, additional: usize) {
        if additional > self.capacity() - self.len {
            self.grow_amortized(additional);
        }
    }

    #[track_caller]
    pub fn reserve_exact(&mut self, additional: usize) {
        if additional > self.capacity() - self.len {
            match self.len.checked_add(additional) {
                Some(required) => self.grow_to(required),
                None => capacity_overflow(),
            }
        }
    }

    #[track_caller]
    pub fn shrink_to_fit(&mut self) {
        if self.capacity() > self.len {
            self.shrink(self.len);
        }
    }

    #[track_caller]
    pub fn shrink_to(&mut self, min_capacity: usize) {
        if self.capacity() > min_capacity {
            self.shrink(if self.len > min_capacity { self.len } else { min_capacity });
        }
    }

    fn shrink(&mut self, capacity: usize) {
        if mem::size_of::<T>() == 0 || self.cap == 0 || capacity >= self.cap {
            return;
        }
        if capacity == 0 {
            unsafe { self.free() };
            self.ptr = NonNull::dangling();
            self.cap = 0;
        } else {
            self.grow_to(capacity);
        }
    }

    unsafe fn free(&mut self) {
        if self.cap != 0 && mem::size_of::<T>() != 0 {
            unsafe {
                let layout = Layout::from_size_align_unchecked(self.cap * mem::size_of::<T>(), mem::align_of::<T>());
                alloc::dealloc(self.ptr.as_ptr() as *mut u8, layout);
            }
        }
    }

    #[track_caller]
    pub fn into_boxed_slice(mut self) -> Box<[T]> {
        self.shrink_to_fit();
        let me = ManuallyDrop::new(self);
        unsafe { Box::from_raw(ptr::slice_from_raw_parts_mut(me.ptr.as_ptr(), me.len)) }
    }

    pub fn truncate(&mut self, len: usize) {
        if len >= self.len {
            return;
        }
        unsafe {
            let rest = ptr::slice_from_raw_parts_mut(self.as_mut_ptr().add(len), self.len - len);
            self.len = len;
            ptr::drop_in_place(rest);
        }
    }

    #[rustc_diagnostic_item = "vec_as_slice"]
    pub const fn as_slice(&self) -> &[T] {
        unsafe { slice::from_raw_parts(self.ptr.as_ptr() as *const T, self.len) }
    }

    pub const fn as_mut_slice(&mut self) -> &mut [T] {
        unsafe { slice::from_raw_parts_mut(self.ptr.as_ptr(), self.len) }
    }

    pub const fn as_ptr(&self) -> *const T {
        self.ptr.as_ptr() as *const T
    }

    pub const fn as_mut_ptr(&mut self) -> *mut T {
        self.ptr.as_ptr()
    }

    pub unsafe fn set_len(&mut self, new_len: usize) {
        self.len = new_len;
    }

    #[track_caller]
    pub fn swap_remove(&mut self, index: usize) -> T {
        let len = self.len;
        if index >= len {
            panic!("swap_remove index (is {index}) should be < len (is {len})");
        }
        unsafe {
            let value = ptr::read(self.as_ptr().add(index));
            let base = self.as_mut_ptr();
            ptr::copy(base.add(len - 1) as *const T, base.add(index), 1);
            self.len = len - 1;
            value
        }
    }

    #[track_caller]
    pub fn insert(&mut self, index: usize, element: T) {
        let len = self.len;
        if index > len {
            panic!("insertion index (is {index}) should be <= len (is {len})");
        }
        if len == self.capacity() {
            self.grow_one();
        }
        unsafe {
            let p = self.as_mut_ptr().add(index);
            if index < len {
                ptr::copy(p as *const T, p.add(1), len - index);
            }
            ptr::write(p, element);
        }
        self.len = len + 1;
    }

    #[track_caller]
    pub fn remove(&mut self, index: usize) -> T {
        let len = self.len;
        if index >= len {
            panic!("removal index (is {index}) should be < len (is {len})");
        }
        unsafe {
            let ptr = self.as_mut_ptr().add(index);
            let ret = ptr::read(ptr as *const T);
            ptr::copy(ptr.add(1) as *const T, ptr, len - index - 1);
            self.len = len - 1;
            ret
        }
    }

    pub fn retain<F: FnMut(&T) -> bool>(&mut self, mut f: F) {
        self.retain_mut(|elem| f(elem));
    }

    pub fn retain_mut<F: FnMut(&mut T) -> bool>(&mut self, mut f: F) {
        let original_len = self.len;
        self.len = 0;
        let mut gap = Gap { vec: self, processed: 0, deleted: 0, original_len };
        while gap.processed != original_len {
            unsafe {
                let current = gap.vec.as_mut_ptr().add(gap.processed);
                if f(&mut *current) {
                    if gap.deleted > 0 {
                        ptr::copy_nonoverlapping(current as *const T, gap.vec.as_mut_ptr().add(gap.processed - gap.deleted), 1);
                    }
                    gap.processed += 1;
                } else {
                    gap.processed += 1;
                    gap.deleted += 1;
                    ptr::drop_in_place(current);
                }
            }
        }
    }

    pub fn dedup_by_key<F: FnMut(&mut T) -> K, K: PartialEq>(&mut self, mut key: F) {
        self.dedup_by(|a, b| key(a) == key(b))
    }

    pub fn dedup_by<F: FnMut(&mut T, &mut T) -> bool>(&mut self, mut same_bucket: F) {
        let len = self.len;
        if len <= 1 {
            return;
        }
        let mut write = 1;
        let mut read = 1;
        unsafe {
            let base = self.as_mut_ptr();
            while read < len {
                if same_bucket(&mut *base.add(read), &mut *base.add(write - 1)) {
                    ptr::drop_in_place(base.add(read));
                } else {
                    if read != write {
                        ptr::copy_nonoverlapping(base.add(read) as *const T, base.add(write), 1);
                    }
                    write += 1;
                }
                read += 1;
            }
        }
        self.len = write;
    }

    #[track_caller]
    #[rustc_diagnostic_item = "vec_push"]
    pub fn push(&mut self, value: T) {
        if self.len == self.capacity() {
            self.grow_one();
        }
        unsafe {
            ptr::write(self.ptr.as_ptr().add(self.len), value);
        }
        self.len += 1;
    }

    pub fn pop(&mut self) -> Option<T> {
        if self.len == 0 {
            None
        } else {
            self.len -= 1;
            unsafe { Some(ptr::read(self.as_ptr().add(self.len))) }
        }
    }

    pub fn pop_if(&mut self, predicate: impl FnOnce(&mut T) -> bool) -> Option<T> {
        let last = self.last_mut()?;
        if predicate(last) { self.pop() } else { None }
    }

    #[track_caller]
    pub fn append(&mut self, other: &mut Self) {
        let count = other.len;
        self.reserve(count);
        unsafe {
            ptr::copy_nonoverlapping(other.as_ptr(), self.as_mut_ptr().add(self.len), count);
        }
        other.len = 0;
        self.len += count;
    }

    #[track_caller]
    pub fn drain<R: RangeBounds<usize>>(&mut self, range: R) -> Drain<'_, T> {
        let range = slice::range(range, self.len);
        Drain::new(self, range.start, range.end)
    }

    #[track_caller]
    pub fn splice<R: RangeBounds<usize>, I: IntoIterator<Item = T>>(&mut self, range: R, replace_with: I) -> Splice<'_, I::IntoIter> {
        Splice::new(self.drain(range), replace_with.into_iter())
    }

    #[track_caller]
    pub fn extract_if<F: FnMut(&mut T) -> bool, R: RangeBounds<usize>>(&mut self, range: R, filter: F) -> ExtractIf<'_, T, F> {
        let range = slice::range(range, self.len);
        ExtractIf::new(self, range.start, range.end, filter)
    }

    pub fn clear(&mut self) {
        self.truncate(0);
    }

    #[rustc_diagnostic_item = "vec_len"]
    pub const fn len(&self) -> usize {
        self.len
    }

    #[rustc_diagnostic_item = "vec_is_empty"]
    pub const fn is_empty(&self) -> bool {
        self.len == 0
    }

    #[must_use = "use `.truncate()` if you don't need the other half"]
    #[track_caller]
    pub fn split_off(&mut self, at: usize) -> Self {
        let len = self.len;
        if at > len {
            panic!("`at` split index (is {at}) should be <= len (is {len})");
        }
        let mut other = Vec::with_capacity(len - at);
        unsafe {
            ptr::copy_nonoverlapping(self.as_ptr().add(at), other.as_mut_ptr(), len - at);
        }
        self.len = at;
        other.len = len - at;
        other
    }

    #[track_caller]
    pub fn resize_with<F: FnMut() -> T>(&mut self, new_len: usize, mut f: F) {
        if new_len <= self.len {
            self.truncate(new_len);
        } else {
            self.reserve(new_len - self.len);
            while self.len < new_len {
                self.push(f());
            }
        }
    }

    pub fn leak<'a>(self) -> &'a mut [T] {
        let me = ManuallyDrop::new(self);
        unsafe { slice::from_raw_parts_mut(me.ptr.as_ptr(), me.len) }
    }

    pub fn spare_capacity_mut(&mut self) -> &mut [MaybeUninit<T>] {
        unsafe { slice::from_raw_parts_mut(self.as_mut_ptr().add(self.len) as *mut MaybeUninit<T>, self.cap - self.len) }
    }

    #[track_caller]
    fn extend_from_iter<I: Iterator<Item = T>>(&mut self, mut iter: I) {
        while let Some(element) = iter.next() {
            if self.len == self.capacity() {
                let (lower, _) = iter.size_hint();
                self.reserve(lower.saturating_add(1));
            }
            unsafe { ptr::write(self.as_mut_ptr().add(self.len), element) };
            self.len += 1;
        }
    }
}

/// Closes the hole that removed elements leave, also when a test panics.
struct Gap<'a, T> {
    vec: &'a mut Vec<T>,
    processed: usize,
    deleted: usize,
    original_len: usize,
}

impl<T> Drop for Gap<'_, T> {
    fn drop(&mut self) {
        if self.deleted > 0 {
            unsafe {
                let base = self.vec.as_mut_ptr();
                ptr::copy(base.add(self.processed) as *const T, base.add(self.processed - self.deleted), self.original_len - self.processed);
            }
        }
        self.vec.len = self.original_len - self.deleted;
    }
}

impl<T: Clone> Vec<T> {
    #[track_caller]
    pub fn resize(&mut self, new_len: usize, value: T) {
        if new_len <= self.len {
            self.truncate(new_len);
            return;
        }
        self.reserve(new_len - self.len);
        while self.len + 1 < new_len {
            self.push(value.clone());
        }
        self.push(value);
    }

    #[track_caller]
    pub fn extend_from_slice(&mut self, other: &[T]) {
        self.reserve(other.len());
        let mut i = 0;
        while i < other.len() {
            self.push(other[i].clone());
            i += 1;
        }
    }

    #[track_caller]
    pub fn extend_from_within<R: RangeBounds<usize>>(&mut self, src: R) {
        let range = slice::range(src, self.len);
        self.reserve(range.end - range.start);
        let mut i = range.start;
        while i < range.end {
            let value = self[i].clone();
            self.push(value);
            i += 1;
        }
    }
}

impl<T: PartialEq> Vec<T> {
    pub fn dedup(&mut self) {
        self.dedup_by(|a, b| a == b)
    }
}

impl<T, const N: usize> Vec<[T; N]> {
    pub fn into_flattened(self) -> Vec<T> {
        let mut flat = Vec::with_capacity(self.len * N);
        for array in self {
            flat.extend(array);
        }
        flat
    }
}

/// What `vec![elem; n]` makes.
#[doc(hidden)]
#[rustc_diagnostic_item = "vec_from_elem"]
#[track_caller]
pub fn from_elem<T: Clone>(elem: T, n: usize) -> Vec<T> {
    let mut v = Vec::with_capacity(n);
    if n > 0 {
        while v.len + 1 < n {
            v.push(elem.clone());
        }
        v.push(elem);
    }
    v
}

impl<T> Deref for Vec<T> {
    type Target = [T];

    fn deref(&self) -> &[T] {
        self.as_slice()
    }
}

impl<T> DerefMut for Vec<T> {
    fn deref_mut(&mut self) -> &mut [T] {
        self.as_mut_slice()
    }
}

impl<T: Clone> Clone for Vec<T> {
    #[track_caller]
    fn clone(&self) -> Self {
        crate::slice::to_vec(&**self)
    }
}

impl<T: Hash> Hash for Vec<T> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        Hash::hash(&**self, state)
    }
}

impl<T, I: SliceIndex<[T]>> Index<I> for Vec<T> {
    type Output = I::Output;

    #[track_caller]
    fn index(&self, index: I) -> &I::Output {
        Index::index(&**self, index)
    }
}

impl<T, I: SliceIndex<[T]>> IndexMut<I> for Vec<T> {
    #[track_caller]
    fn index_mut(&mut self, index: I) -> &mut I::Output {
        IndexMut::index_mut(&mut **self, index)
    }
}

impl<T> FromIterator<T> for Vec<T> {
    #[track_caller]
    fn from_iter<I: IntoIterator<Item = T>>(iter: I) -> Vec<T> {
        let mut iter = iter.into_iter();
        let first = match iter.next() {
            None => return Vec::new(),
            Some(first) => first,
        };
        let (lower, _) = iter.size_hint();
        let wanted = lower.saturating_add(1);
        let mut vec = Vec::with_capacity(if wanted < 4 && mem::size_of::<T>() <= 1024 { 4 } else { wanted });
        vec.push(first);
        vec.extend_from_iter(iter);
        vec
    }
}

impl<T> IntoIterator for Vec<T> {
    type Item = T;
    type IntoIter = IntoIter<T>;

    fn into_iter(self) -> IntoIter<T> {
        IntoIter::new(self)
    }
}

impl<'a, T> IntoIterator for &'a Vec<T> {
    type Item = &'a T;
    type IntoIter = slice::Iter<'a, T>;

    fn into_iter(self) -> slice::Iter<'a, T> {
        self.iter()
    }
}

impl<'a, T> IntoIterator for &'a mut Vec<T> {
    type Item = &'a mut T;
    type IntoIter = slice::IterMut<'a, T>;

    fn into_iter(self) -> slice::IterMut<'a, T> {
        self.iter_mut()
    }
}

impl<T> Extend<T> for Vec<T> {
    #[track_caller]
    fn extend<I: IntoIterator<Item = T>>(&mut self, iter: I) {
        self.extend_from_iter(iter.into_iter())
    }
}

impl<'a, T: Copy + 'a> Extend<&'a T> for Vec<T> {
    #[track_caller]
    fn extend<I: IntoIterator<Item = &'a T>>(&mut self, iter: I) {
        self.extend_from_iter(iter.into_iter().copied())
    }
}

impl<T: PartialOrd> PartialOrd for Vec<T> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        PartialOrd::partial_cmp(&**self, &**other)
    }
}

impl<T: Eq> Eq for Vec<T> {}

impl<T: Ord> Ord for Vec<T> {
    fn cmp(&self, other: &Self) -> Ordering {
        Ord::cmp(&**self, &**other)
    }
}

macro_rules! vec_eq {
    ($([$($vars:tt)*] $lhs:ty, $rhs:ty;)*) => { $(
        impl<T: PartialEq<U>, U, $($vars)*> PartialEq<$rhs> for $lhs {
            fn eq(&self, other: &$rhs) -> bool {
                self[..] == other[..]
            }
        }
    )* };
}

vec_eq! {
    [] Vec<T>, Vec<U>;
    [] Vec<T>, &[U];
    [] Vec<T>, &mut [U];
    [] &[T], Vec<U>;
    [] &mut [T], Vec<U>;
    [] Vec<T>, [U];
    [] [T], Vec<U>;
    [const N: usize] Vec<T>, [U; N];
    [const N: usize] Vec<T>, &[U; N];
    [const N: usize] [T; N], Vec<U>;
}

unsafe impl<#[may_dangle] T> Drop for Vec<T> {
    fn drop(&mut self) {
        unsafe {
            ptr::drop_in_place(ptr::slice_from_raw_parts_mut(self.as_mut_ptr(), self.len));
            self.free();
        }
    }
}

impl<T> Default for Vec<T> {
    fn default() -> Vec<T> {
        Vec::new()
    }
}

impl<T: fmt::Debug> fmt::Debug for Vec<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&**self, f)
    }
}

impl<T> AsRef<Vec<T>> for Vec<T> {
    fn as_ref(&self) -> &Vec<T> {
        self
    }
}

impl<T> AsMut<Vec<T>> for Vec<T> {
    fn as_mut(&mut self) -> &mut Vec<T> {
        self
    }
}

impl<T> AsRef<[T]> for Vec<T> {
    fn as_ref(&self) -> &[T] {
        self
    }
}

impl<T> AsMut<[T]> for Vec<T> {
    fn as_mut(&mut self) -> &mut [T] {
        self
    }
}

impl<T> Borrow<[T]> for Vec<T> {
    fn borrow(&self) -> &[T] {
        self
    }
}

impl<T> BorrowMut<[T]> for Vec<T> {
    fn borrow_mut(&mut self) -> &mut [T] {
        self
    }
}

impl<T: Clone> From<&[T]> for Vec<T> {
    #[track_caller]
    fn from(s: &[T]) -> Vec<T> {
        crate::slice::to_vec(s)
    }
}

impl<T: Clone> From<&mut [T]> for Vec<T> {
    #[track_caller]
    fn from(s: &mut [T]) -> Vec<T> {
        crate::slice::to_vec(s)
    }
}

impl<T: Clone, const N: usize> From<&[T; N]> for Vec<T> {
    #[track_caller]
    fn from(s: &[T; N]) -> Vec<T> {
        crate::slice::to_vec(&s[..])
    }
}

impl<T, const N: usize> From<[T; N]> for Vec<T> {
    #[track_caller]
    fn from(s: [T; N]) -> Vec<T> {
        crate::slice::into_vec(Box::new(s))
    }
}

impl<T> From<Box<[T]>> for Vec<T> {
    fn from(s: Box<[T]>) -> Vec<T> {
        crate::slice::into_vec(s)
    }
}

impl From<&str> for Vec<u8> {
    #[track_caller]
    fn from(s: &str) -> Vec<u8> {
        From::from(s.as_bytes())
    }
}

impl<'a, T: Clone> From<Cow<'a, [T]>> for Vec<T> {
    fn from(s: Cow<'a, [T]>) -> Vec<T> {
        s.into_owned()
    }
}

impl<T, const N: usize> TryFrom<Vec<T>> for [T; N] {
    type Error = Vec<T>;

    fn try_from(mut vec: Vec<T>) -> Result<[T; N], Vec<T>> {
        if vec.len != N {
            return Err(vec);
        }
        vec.len = 0;
        Ok(unsafe { ptr::read(vec.as_ptr() as *const [T; N]) })
    }
}
