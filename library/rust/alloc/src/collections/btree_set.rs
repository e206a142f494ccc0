//! A set in the order of its elements.

use core::borrow::Borrow;
use core::cmp::Ordering;
use core::fmt;
use core::hash::{Hash, Hasher};
use core::iter::{FusedIterator, Peekable};
use core::ops::{BitAnd, BitOr, BitXor, RangeBounds, Sub};

use super::btree_map::{self, BTreeMap};

/// A set in the order of its elements.
#[rustc_diagnostic_item = "BTreeSet"]
pub struct BTreeSet<T> {
    map: BTreeMap<T, ()>,
}

impl<T> BTreeSet<T> {
    #[must_use]
    pub const fn new() -> BTreeSet<T> {
        BTreeSet { map: BTreeMap::new() }
    }

    #[track_caller]
    pub fn range<K: ?Sized + Ord, R: RangeBounds<K>>(&self, range: R) -> Range<'_, T>
    where
        T: Borrow<K> + Ord,
    {
        Range { iter: self.map.range(range) }
    }

    pub fn difference<'a>(&'a self, other: &'a BTreeSet<T>) -> Difference<'a, T>
    where
        T: Ord,
    {
        Difference { iter: self.iter(), other }
    }

    pub fn symmetric_difference<'a>(&'a self, other: &'a BTreeSet<T>) -> SymmetricDifference<'a, T>
    where
        T: Ord,
    {
        SymmetricDifference { a: self.iter().peekable(), b: other.iter().peekable() }
    }

    pub fn intersection<'a>(&'a self, other: &'a BTreeSet<T>) -> Intersection<'a, T>
    where
        T: Ord,
    {
        Intersection { iter: self.iter(), other }
    }

    pub fn union<'a>(&'a self, other: &'a BTreeSet<T>) -> Union<'a, T>
    where
        T: Ord,
    {
        Union { a: self.iter().peekable(), b: other.iter().peekable() }
    }

    pub fn clear(&mut self) {
        self.map.clear()
    }

    pub fn contains<Q: ?Sized + Ord>(&self, value: &Q) -> bool
    where
        T: Borrow<Q> + Ord,
    {
        self.map.contains_key(value)
    }

    pub fn get<Q: ?Sized + Ord>(&self, value: &Q) -> Option<&T>
    where
        T: Borrow<Q> + Ord,
    {
        self.map.get_key_value(value).map(|(k, _)| k)
    }

    #[must_use]
    pub fn is_disjoint(&self, other: &BTreeSet<T>) -> bool
    where
        T: Ord,
    {
        self.intersection(other).next().is_none()
    }

    #[must_use]
    pub fn is_subset(&self, other: &BTreeSet<T>) -> bool
    where
        T: Ord,
    {
        self.len() <= other.len() && self.iter().all(|v| other.contains(v))
    }

    #[must_use]
    pub fn is_superset(&self, other: &BTreeSet<T>) -> bool
    where
        T: Ord,
    {
        other.is_subset(self)
    }

    #[must_use]
    pub fn first(&self) -> Option<&T>
    where
        T: Ord,
    {
        self.iter().next()
    }

    #[must_use]
    pub fn last(&self) -> Option<&T>
    where
        T: Ord,
    {
        self.iter().next_back()
    }

    pub fn pop_first(&mut self) -> Option<T>
    where
        T: Ord,
    {
        self.map.pop_first().map(|(k, _)| k)
    }

    pub fn pop_last(&mut self) -> Option<T>
    where
        T: Ord,
    {
        self.map.pop_last().map(|(k, _)| k)
    }

    pub fn insert(&mut self, value: T) -> bool
    where
        T: Ord,
    {
        if self.map.contains_key(&value) {
            return false;
        }
        self.map.insert(value, ());
        true
    }

    pub fn replace(&mut self, value: T) -> Option<T>
    where
        T: Ord,
    {
        let old = self.take(&value);
        self.map.insert(value, ());
        old
    }

    pub fn remove<Q: ?Sized + Ord>(&mut self, value: &Q) -> bool
    where
        T: Borrow<Q> + Ord,
    {
        self.map.remove(value).is_some()
    }

    pub fn take<Q: ?Sized + Ord>(&mut self, value: &Q) -> Option<T>
    where
        T: Borrow<Q> + Ord,
    {
        self.map.remove_entry(value).map(|(k, _)| k)
    }

    pub fn retain<F: FnMut(&T) -> bool>(&mut self, mut f: F)
    where
        T: Ord,
    {
        self.map.retain(|k, _| f(k));
    }

    pub fn append(&mut self, other: &mut Self)
    where
        T: Ord,
    {
        self.map.append(&mut other.map);
    }

    pub fn split_off<Q: ?Sized + Ord>(&mut self, value: &Q) -> Self
    where
        T: Borrow<Q> + Ord,
    {
        BTreeSet { map: self.map.split_off(value) }
    }

    pub fn iter(&self) -> Iter<'_, T> {
        Iter { iter: self.map.keys() }
    }

    #[must_use]
    pub const fn len(&self) -> usize {
        self.map.len()
    }

    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.map.is_empty()
    }
}

macro_rules! wrappers {
    ($([$($generics:tt)*] $name:ident<$($args:tt),*> $field:ident: $inner:ty => $item:ty, |$x:ident| $map:expr;)*) => { $(
        /// Elements of a set.
        pub struct $name<$($generics)*> {
            $field: $inner,
        }

        impl<$($generics)*> Iterator for $name<$($args),*> {
            type Item = $item;

            fn next(&mut self) -> Option<$item> {
                self.$field.next().map(|$x| $map)
            }

            fn size_hint(&self) -> (usize, Option<usize>) {
                self.$field.size_hint()
            }
        }

        impl<$($generics)*> DoubleEndedIterator for $name<$($args),*> {
            fn next_back(&mut self) -> Option<$item> {
                self.$field.next_back().map(|$x| $map)
            }
        }
    )* };
}

wrappers! {
    ['a, T] Iter<'a, T> iter: btree_map::Keys<'a, T, ()> => &'a T, |x| x;
    [T] IntoIter<T> iter: btree_map::IntoIter<T, ()> => T, |x| x.0;
    ['a, T] Range<'a, T> iter: btree_map::Range<'a, T, ()> => &'a T, |x| x.0;
}

impl<T> ExactSizeIterator for Iter<'_, T> {}
impl<T> ExactSizeIterator for IntoIter<T> {}

impl<T> Clone for Iter<'_, T> {
    fn clone(&self) -> Self {
        Iter { iter: self.iter.clone() }
    }
}

/// Elements of one set that are not in another.
pub struct Difference<'a, T> {
    iter: Iter<'a, T>,
    other: &'a BTreeSet<T>,
}

impl<'a, T: Ord> Iterator for Difference<'a, T> {
    type Item = &'a T;

    fn next(&mut self) -> Option<&'a T> {
        let other = self.other;
        self.iter.find(|x| !other.contains(*x))
    }
}

/// Elements that are in both sets.
pub struct Intersection<'a, T> {
    iter: Iter<'a, T>,
    other: &'a BTreeSet<T>,
}

impl<'a, T: Ord> Iterator for Intersection<'a, T> {
    type Item = &'a T;

    fn next(&mut self) -> Option<&'a T> {
        let other = self.other;
        self.iter.find(|x| other.contains(*x))
    }
}

/// Elements that are in one of two sets.
pub struct Union<'a, T> {
    a: Peekable<Iter<'a, T>>,
    b: Peekable<Iter<'a, T>>,
}

impl<'a, T: Ord> Iterator for Union<'a, T> {
    type Item = &'a T;

    fn next(&mut self) -> Option<&'a T> {
        match (self.a.peek(), self.b.peek()) {
            (Some(x), Some(y)) => match x.cmp(y) {
                Ordering::Less => self.a.next(),
                Ordering::Greater => self.b.next(),
                Ordering::Equal => {
                    self.b.next();
                    self.a.next()
                }
            },
            (Some(_), None) => self.a.next(),
            (None, _) => self.b.next(),
        }
    }
}

/// Elements that are in one of two sets, but not in both.
pub struct SymmetricDifference<'a, T> {
    a: Peekable<Iter<'a, T>>,
    b: Peekable<Iter<'a, T>>,
}

impl<'a, T: Ord> Iterator for SymmetricDifference<'a, T> {
    type Item = &'a T;

    fn next(&mut self) -> Option<&'a T> {
        loop {
            match (self.a.peek(), self.b.peek()) {
                (Some(x), Some(y)) => match x.cmp(y) {
                    Ordering::Less => return self.a.next(),
                    Ordering::Greater => return self.b.next(),
                    Ordering::Equal => {
                        self.a.next();
                        self.b.next();
                    }
                },
                (Some(_), None) => return self.a.next(),
                (None, _) => return self.b.next(),
            }
        }
    }
}

impl<T: Ord> FromIterator<T> for BTreeSet<T> {
    fn from_iter<I: IntoIterator<Item = T>>(iter: I) -> BTreeSet<T> {
        let mut set = BTreeSet::new();
        set.extend(iter);
        set
    }
}

impl<T: Ord, const N: usize> From<[T; N]> for BTreeSet<T> {
    fn from(arr: [T; N]) -> Self {
        arr.into_iter().collect()
    }
}

impl<T> IntoIterator for BTreeSet<T> {
    type Item = T;
    type IntoIter = IntoIter<T>;

    fn into_iter(self) -> IntoIter<T> {
        IntoIter { iter: self.map.into_iter() }
    }
}

impl<'a, T> IntoIterator for &'a BTreeSet<T> {
    type Item = &'a T;
    type IntoIter = Iter<'a, T>;

    fn into_iter(self) -> Iter<'a, T> {
        self.iter()
    }
}

impl<T: Ord> Extend<T> for BTreeSet<T> {
    fn extend<I: IntoIterator<Item = T>>(&mut self, iter: I) {
        for elem in iter {
            self.insert(elem);
        }
    }
}

impl<'a, T: 'a + Ord + Copy> Extend<&'a T> for BTreeSet<T> {
    fn extend<I: IntoIterator<Item = &'a T>>(&mut self, iter: I) {
        for elem in iter {
            self.insert(*elem);
        }
    }
}

impl<T> Default for BTreeSet<T> {
    fn default() -> BTreeSet<T> {
        BTreeSet::new()
    }
}

impl<T: Clone> Clone for BTreeSet<T> {
    fn clone(&self) -> Self {
        BTreeSet { map: self.map.clone() }
    }
}

impl<T: PartialEq> PartialEq for BTreeSet<T> {
    fn eq(&self, other: &Self) -> bool {
        self.map == other.map
    }
}

impl<T: Eq> Eq for BTreeSet<T> {}

impl<T: PartialOrd> PartialOrd for BTreeSet<T> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        self.iter().partial_cmp(other.iter())
    }
}

impl<T: Ord> Ord for BTreeSet<T> {
    fn cmp(&self, other: &Self) -> Ordering {
        self.iter().cmp(other.iter())
    }
}

impl<T: Hash> Hash for BTreeSet<T> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.map.hash(state)
    }
}

impl<T: fmt::Debug> fmt::Debug for BTreeSet<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.iter()).finish()
    }
}

macro_rules! set_operators {
    ($($trait:ident $method:ident $by:ident;)*) => { $(
        impl<T: Ord + Clone> $trait<&BTreeSet<T>> for &BTreeSet<T> {
            type Output = BTreeSet<T>;

            fn $method(self, rhs: &BTreeSet<T>) -> BTreeSet<T> {
                self.$by(rhs).cloned().collect()
            }
        }
    )* };
}

set_operators! {
    Sub sub difference;
    BitXor bitxor symmetric_difference;
    BitAnd bitand intersection;
    BitOr bitor union;
}
