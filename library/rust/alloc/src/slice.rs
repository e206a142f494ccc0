//! Slices and the heap.

use core::borrow::Borrow;
use core::cmp::Ordering::{self, Less};
use core::mem::{self, MaybeUninit};
use core::ptr;

use crate::borrow::ToOwned;
use crate::boxed::Box;
use crate::string::String;
use crate::vec::Vec;

pub use core::slice::*;

/// The elements of a box as a vector, in the same block.
#[doc(hidden)]
pub fn into_vec<T>(b: Box<[T]>) -> Vec<T> {
    unsafe {
        let len = b.len();
        let ptr = Box::into_raw(b);
        Vec::from_raw_parts(ptr as *mut T, len, len)
    }
}

#[track_caller]
pub(crate) fn to_vec<T: Clone>(s: &[T]) -> Vec<T> {
    let mut v = Vec::with_capacity(s.len());
    let mut i = 0;
    while i < s.len() {
        v.push(s[i].clone());
        i += 1;
    }
    v
}

fn stable_sort<T, F: FnMut(&T, &T) -> bool>(v: &mut [T], mut is_less: F) {
    let mut buffer = Vec::<T>::with_capacity(if v.len() <= 20 { 0 } else { v.len() / 2 + 1 });
    unsafe { merge_sort(v, buffer.as_mut_ptr(), &mut is_less) };
}

impl<T> [T] {
    #[rustc_allow_incoherent_impl]
    pub fn sort(&mut self)
    where
        T: Ord,
    {
        stable_sort(self, |a, b| a.lt(b));
    }

    #[rustc_allow_incoherent_impl]
    pub fn sort_by<F: FnMut(&T, &T) -> Ordering>(&mut self, mut compare: F) {
        stable_sort(self, |a, b| compare(a, b) == Less);
    }

    #[rustc_allow_incoherent_impl]
    pub fn sort_by_key<K: Ord, F: FnMut(&T) -> K>(&mut self, mut f: F) {
        stable_sort(self, |a, b| f(a).lt(&f(b)));
    }

    #[rustc_allow_incoherent_impl]
    pub fn sort_by_cached_key<K: Ord, F: FnMut(&T) -> K>(&mut self, mut f: F) {
        let mut keys: Vec<(K, usize)> = Vec::with_capacity(self.len());
        let mut i = 0;
        while i < self.len() {
            keys.push((f(&self[i]), i));
            i += 1;
        }
        keys.sort();
        let mut i = 0;
        while i < self.len() {
            let mut from = keys[i].1;
            while from < i {
                from = keys[from].1;
            }
            keys[i].1 = from;
            self.swap(i, from);
            i += 1;
        }
    }

    #[rustc_allow_incoherent_impl]
    #[rustc_diagnostic_item = "slice_to_vec"]
    #[track_caller]
    pub fn to_vec(&self) -> Vec<T>
    where
        T: Clone,
    {
        to_vec(self)
    }

    #[rustc_allow_incoherent_impl]
    pub fn into_vec(self: Box<Self>) -> Vec<T> {
        into_vec(self)
    }

    #[rustc_allow_incoherent_impl]
    #[track_caller]
    pub fn repeat(&self, n: usize) -> Vec<T>
    where
        T: Copy,
    {
        let capacity = self.len().checked_mul(n).expect("capacity overflow");
        let mut buf = Vec::with_capacity(capacity);
        let mut i = 0;
        while i < n {
            buf.extend_from_slice(self);
            i += 1;
        }
        buf
    }

    #[rustc_allow_incoherent_impl]
    pub fn concat<Item: ?Sized>(&self) -> <Self as Concat<Item>>::Output
    where
        Self: Concat<Item>,
    {
        Concat::concat(self)
    }

    #[rustc_allow_incoherent_impl]
    pub fn join<Separator>(&self, sep: Separator) -> <Self as Join<Separator>>::Output
    where
        Self: Join<Separator>,
    {
        Join::join(self, sep)
    }
}

impl [u8] {
    #[rustc_allow_incoherent_impl]
    pub fn to_ascii_uppercase(&self) -> Vec<u8> {
        let mut me = self.to_vec();
        me.make_ascii_uppercase();
        me
    }

    #[rustc_allow_incoherent_impl]
    pub fn to_ascii_lowercase(&self) -> Vec<u8> {
        let mut me = self.to_vec();
        me.make_ascii_lowercase();
        me
    }
}

/// What `concat` works on.
pub trait Concat<Item: ?Sized> {
    /// The whole.
    type Output;

    fn concat(slice: &Self) -> Self::Output;
}

/// What `join` works on.
pub trait Join<Separator> {
    /// The whole.
    type Output;

    fn join(slice: &Self, sep: Separator) -> Self::Output;
}

impl<T: Clone, V: Borrow<[T]>> Concat<T> for [V] {
    type Output = Vec<T>;

    fn concat(slice: &Self) -> Vec<T> {
        let mut result = Vec::new();
        for v in slice {
            result.extend_from_slice(v.borrow());
        }
        result
    }
}

impl<T: Clone, V: Borrow<[T]>> Join<&T> for [V] {
    type Output = Vec<T>;

    fn join(slice: &Self, sep: &T) -> Vec<T> {
        let mut result = Vec::new();
        let mut first = true;
        for v in slice {
            if !first {
                result.push(sep.clone());
            }
            first = false;
            result.extend_from_slice(v.borrow());
        }
        result
    }
}

impl<T: Clone, V: Borrow<[T]>> Join<&[T]> for [V] {
    type Output = Vec<T>;

    fn join(slice: &Self, sep: &[T]) -> Vec<T> {
        let mut result = Vec::new();
        let mut first = true;
        for v in slice {
            if !first {
                result.extend_from_slice(sep);
            }
            first = false;
            result.extend_from_slice(v.borrow());
        }
        result
    }
}

impl<S: Borrow<str>> Concat<str> for [S] {
    type Output = String;

    fn concat(slice: &Self) -> String {
        let mut result = String::new();
        for s in slice {
            result.push_str(s.borrow());
        }
        result
    }
}

impl<S: Borrow<str>> Join<&str> for [S] {
    type Output = String;

    fn join(slice: &Self, sep: &str) -> String {
        let mut result = String::new();
        let mut first = true;
        for s in slice {
            if !first {
                result.push_str(sep);
            }
            first = false;
            result.push_str(s.borrow());
        }
        result
    }
}

impl<T: Clone> ToOwned for [T] {
    type Owned = Vec<T>;

    #[track_caller]
    fn to_owned(&self) -> Vec<T> {
        to_vec(self)
    }
}
