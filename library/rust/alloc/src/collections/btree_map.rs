//! A map in the order of its keys.
//!
//! The entries stand in sorted runs of at most `RUN` entries, the runs in one sorted list: two binary searches find a key, and an
//! insertion moves at most one run. For maps of any size that a program makes here, that is a B-tree of two levels.

use core::borrow::Borrow;
use core::cmp::Ordering;
use core::fmt;
use core::hash::{Hash, Hasher};
use core::iter::FusedIterator;
use core::marker::PhantomData;
use core::mem;
use core::ops::{Bound, Index, RangeBounds};

use crate::vec::{self, Vec};
use self::Entry::*;

const RUN: usize = 64;

/// A map in the order of its keys.
#[rustc_diagnostic_item = "BTreeMap"]
pub struct BTreeMap<K, V> {
    // No run is empty.
    runs: Vec<Vec<(K, V)>>,
    len: usize,
}

/// Where an entry is, or would be: the run and the place in it.
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Position {
    run: usize,
    at: usize,
}

impl<K, V> BTreeMap<K, V> {
    #[must_use]
    pub const fn new() -> BTreeMap<K, V> {
        BTreeMap { runs: Vec::new(), len: 0 }
    }

    pub fn clear(&mut self) {
        self.runs.clear();
        self.len = 0;
    }

    #[must_use]
    pub const fn len(&self) -> usize {
        self.len
    }

    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.len == 0
    }

    fn start(&self) -> Position {
        Position { run: 0, at: 0 }
    }

    fn end(&self) -> Position {
        Position { run: self.runs.len(), at: 0 }
    }

    /// Positions after the last entry of a run are written as the start of the next.
    fn normal(&self, position: Position) -> Position {
        if position.run < self.runs.len() && position.at >= self.runs[position.run].len() {
            Position { run: position.run + 1, at: 0 }
        } else {
            position
        }
    }

    fn after(&self, position: Position) -> Position {
        self.normal(Position { run: position.run, at: position.at + 1 })
    }

    fn before(&self, position: Position) -> Position {
        if position.at > 0 {
            Position { run: position.run, at: position.at - 1 }
        } else {
            let run = position.run - 1;
            Position { run, at: self.runs[run].len() - 1 }
        }
    }

    fn search<Q: ?Sized + Ord>(&self, key: &Q) -> Result<Position, Position>
    where
        K: Borrow<Q>,
    {
        let mut low = 0;
        let mut high = self.runs.len();
        while low < high {
            let middle = (low + high) / 2;
            let run = &self.runs[middle];
            if run[run.len() - 1].0.borrow() < key { low = middle + 1 } else { high = middle }
        }
        if low == self.runs.len() {
            return Err(self.end());
        }
        match self.runs[low].binary_search_by(|entry| entry.0.borrow().cmp(key)) {
            Ok(at) => Ok(Position { run: low, at }),
            Err(at) => Err(Position { run: low, at }),
        }
    }

    fn insert_at(&mut self, position: Position, key: K, value: V) -> Position {
        self.len += 1;
        let mut position = position;
        if position.run == self.runs.len() {
            if position.run == 0 || self.runs[position.run - 1].len() >= RUN {
                let mut run = Vec::new();
                run.push((key, value));
                self.runs.push(run);
                return position;
            }
            position = Position { run: position.run - 1, at: self.runs[position.run - 1].len() };
        }
        if self.runs[position.run].len() >= RUN {
            let upper = self.runs[position.run].split_off(RUN / 2);
            self.runs.insert(position.run + 1, upper);
            if position.at > RUN / 2 {
                position = Position { run: position.run + 1, at: position.at - RUN / 2 };
            }
        }
        self.runs[position.run].insert(position.at, (key, value));
        position
    }

    fn remove_at(&mut self, position: Position) -> (K, V) {
        self.len -= 1;
        let entry = self.runs[position.run].remove(position.at);
        if self.runs[position.run].is_empty() {
            self.runs.remove(position.run);
        }
        entry
    }

    fn entry_at(&self, position: Position) -> &(K, V) {
        &self.runs[position.run][position.at]
    }

    pub fn get<Q: ?Sized + Ord>(&self, key: &Q) -> Option<&V>
    where
        K: Borrow<Q> + Ord,
    {
        match self.search(key) {
            Ok(position) => Some(&self.entry_at(position).1),
            Err(_) => None,
        }
    }

    pub fn get_key_value<Q: ?Sized + Ord>(&self, k: &Q) -> Option<(&K, &V)>
    where
        K: Borrow<Q> + Ord,
    {
        match self.search(k) {
            Ok(position) => {
                let entry = self.entry_at(position);
                Some((&entry.0, &entry.1))
            }
            Err(_) => None,
        }
    }

    pub fn get_mut<Q: ?Sized + Ord>(&mut self, key: &Q) -> Option<&mut V>
    where
        K: Borrow<Q> + Ord,
    {
        match self.search(key) {
            Ok(position) => Some(&mut self.runs[position.run][position.at].1),
            Err(_) => None,
        }
    }

    pub fn contains_key<Q: ?Sized + Ord>(&self, key: &Q) -> bool
    where
        K: Borrow<Q> + Ord,
    {
        self.search(key).is_ok()
    }

    pub fn first_key_value(&self) -> Option<(&K, &V)>
    where
        K: Ord,
    {
        self.iter().next()
    }

    pub fn last_key_value(&self) -> Option<(&K, &V)>
    where
        K: Ord,
    {
        self.iter().next_back()
    }

    pub fn first_entry(&mut self) -> Option<OccupiedEntry<'_, K, V>>
    where
        K: Ord,
    {
        if self.is_empty() { None } else { Some(OccupiedEntry { position: self.start(), map: self }) }
    }

    pub fn last_entry(&mut self) -> Option<OccupiedEntry<'_, K, V>>
    where
        K: Ord,
    {
        if self.is_empty() { None } else { Some(OccupiedEntry { position: self.before(self.end()), map: self }) }
    }

    pub fn pop_first(&mut self) -> Option<(K, V)>
    where
        K: Ord,
    {
        if self.is_empty() { None } else { Some(self.remove_at(self.start())) }
    }

    pub fn pop_last(&mut self) -> Option<(K, V)>
    where
        K: Ord,
    {
        if self.is_empty() { None } else { Some(self.remove_at(self.before(self.end()))) }
    }

    pub fn insert(&mut self, key: K, value: V) -> Option<V>
    where
        K: Ord,
    {
        match self.search(&key) {
            Ok(position) => Some(mem::replace(&mut self.runs[position.run][position.at].1, value)),
            Err(position) => {
                self.insert_at(position, key, value);
                None
            }
        }
    }

    pub fn remove<Q: ?Sized + Ord>(&mut self, key: &Q) -> Option<V>
    where
        K: Borrow<Q> + Ord,
    {
        self.remove_entry(key).map(|(_, value)| value)
    }

    pub fn remove_entry<Q: ?Sized + Ord>(&mut self, key: &Q) -> Option<(K, V)>
    where
        K: Borrow<Q> + Ord,
    {
        match self.search(key) {
            Ok(position) => Some(self.remove_at(position)),
            Err(_) => None,
        }
    }

    pub fn retain<F: FnMut(&K, &mut V) -> bool>(&mut self, mut f: F)
    where
        K: Ord,
    {
        for run in &mut self.runs {
            run.retain_mut(|entry| f(&entry.0, &mut entry.1));
        }
        self.runs.retain(|run| !run.is_empty());
        self.len = self.runs.iter().map(|run| run.len()).sum();
    }

    pub fn append(&mut self, other: &mut Self)
    where
        K: Ord,
    {
        for (key, value) in mem::take(other) {
            self.insert(key, value);
        }
    }

    pub fn split_off<Q: ?Sized + Ord>(&mut self, key: &Q) -> Self
    where
        K: Borrow<Q> + Ord,
    {
        let mut upper = BTreeMap::new();
        while let Some((last, _)) = self.last_key_value() {
            if last.borrow() < key {
                break;
            }
            if let Some((k, v)) = self.pop_last() {
                upper.insert(k, v);
            }
        }
        upper
    }

    fn bounds<T: ?Sized + Ord, R: RangeBounds<T>>(&self, range: &R) -> (Position, Position)
    where
        K: Borrow<T> + Ord,
    {
        match (range.start_bound(), range.end_bound()) {
            (Bound::Excluded(s), Bound::Excluded(e)) if s == e => panic!("range start and end are equal and excluded in BTreeMap"),
            (Bound::Included(s) | Bound::Excluded(s), Bound::Included(e) | Bound::Excluded(e)) if s > e => {
                panic!("range start is greater than range end in BTreeMap")
            }
            _ => {}
        }
        let start = match range.start_bound() {
            Bound::Unbounded => self.start(),
            Bound::Included(key) => match self.search(key) {
                Ok(position) | Err(position) => position,
            },
            Bound::Excluded(key) => match self.search(key) {
                Ok(position) => self.after(position),
                Err(position) => position,
            },
        };
        let end = match range.end_bound() {
            Bound::Unbounded => self.end(),
            Bound::Excluded(key) => match self.search(key) {
                Ok(position) | Err(position) => position,
            },
            Bound::Included(key) => match self.search(key) {
                Ok(position) => self.after(position),
                Err(position) => position,
            },
        };
        (self.normal(start), self.normal(end))
    }

    #[track_caller]
    pub fn range<T: ?Sized + Ord, R: RangeBounds<T>>(&self, range: R) -> Range<'_, K, V>
    where
        K: Borrow<T> + Ord,
    {
        let (front, back) = self.bounds(&range);
        Range { map: self, front, back }
    }

    #[track_caller]
    pub fn range_mut<T: ?Sized + Ord, R: RangeBounds<T>>(&mut self, range: R) -> RangeMut<'_, K, V>
    where
        K: Borrow<T> + Ord,
    {
        let (front, back) = self.bounds(&range);
        RangeMut { map: self, front, back, marker: PhantomData }
    }

    pub fn entry(&mut self, key: K) -> Entry<'_, K, V>
    where
        K: Ord,
    {
        match self.search(&key) {
            Ok(position) => Occupied(OccupiedEntry { position, map: self }),
            Err(position) => Vacant(VacantEntry { key, position, map: self }),
        }
    }

    pub fn iter(&self) -> Iter<'_, K, V> {
        Iter { range: Range { map: self, front: self.start(), back: self.end() }, length: self.len }
    }

    pub fn iter_mut(&mut self) -> IterMut<'_, K, V> {
        let (front, back, length) = (self.start(), self.end(), self.len);
        IterMut { range: RangeMut { map: self, front, back, marker: PhantomData }, length }
    }

    pub fn keys(&self) -> Keys<'_, K, V> {
        Keys { inner: self.iter() }
    }

    pub fn values(&self) -> Values<'_, K, V> {
        Values { inner: self.iter() }
    }

    pub fn values_mut(&mut self) -> ValuesMut<'_, K, V> {
        ValuesMut { inner: self.iter_mut() }
    }

    pub fn into_keys(self) -> IntoKeys<K, V> {
        IntoKeys { inner: self.into_iter() }
    }

    pub fn into_values(self) -> IntoValues<K, V> {
        IntoValues { inner: self.into_iter() }
    }
}

/// A place in the map for one key.
pub enum Entry<'a, K: 'a, V: 'a> {
    /// Nothing is there.
    Vacant(VacantEntry<'a, K, V>),
    /// Something is there.
    Occupied(OccupiedEntry<'a, K, V>),
}

/// A place where nothing is.
pub struct VacantEntry<'a, K, V> {
    key: K,
    position: Position,
    map: &'a mut BTreeMap<K, V>,
}

/// A place where something is.
pub struct OccupiedEntry<'a, K, V> {
    position: Position,
    map: &'a mut BTreeMap<K, V>,
}

impl<'a, K: Ord, V> Entry<'a, K, V> {
    pub fn or_insert(self, default: V) -> &'a mut V {
        match self {
            Occupied(entry) => entry.into_mut(),
            Vacant(entry) => entry.insert(default),
        }
    }

    pub fn or_insert_with<F: FnOnce() -> V>(self, default: F) -> &'a mut V {
        match self {
            Occupied(entry) => entry.into_mut(),
            Vacant(entry) => entry.insert(default()),
        }
    }

    pub fn or_insert_with_key<F: FnOnce(&K) -> V>(self, default: F) -> &'a mut V {
        match self {
            Occupied(entry) => entry.into_mut(),
            Vacant(entry) => {
                let value = default(entry.key());
                entry.insert(value)
            }
        }
    }

    pub fn key(&self) -> &K {
        match *self {
            Occupied(ref entry) => entry.key(),
            Vacant(ref entry) => entry.key(),
        }
    }

    pub fn and_modify<F: FnOnce(&mut V)>(self, f: F) -> Self {
        match self {
            Occupied(mut entry) => {
                f(entry.get_mut());
                Occupied(entry)
            }
            Vacant(entry) => Vacant(entry),
        }
    }

    pub fn or_default(self) -> &'a mut V
    where
        V: Default,
    {
        match self {
            Occupied(entry) => entry.into_mut(),
            Vacant(entry) => entry.insert(Default::default()),
        }
    }
}

impl<'a, K: Ord, V> VacantEntry<'a, K, V> {
    pub fn key(&self) -> &K {
        &self.key
    }

    pub fn into_key(self) -> K {
        self.key
    }

    pub fn insert(self, value: V) -> &'a mut V {
        let map = self.map;
        let position = map.insert_at(self.position, self.key, value);
        &mut map.runs[position.run][position.at].1
    }
}

impl<'a, K: Ord, V> OccupiedEntry<'a, K, V> {
    pub fn key(&self) -> &K {
        &self.map.entry_at(self.position).0
    }

    pub fn get(&self) -> &V {
        &self.map.entry_at(self.position).1
    }

    pub fn get_mut(&mut self) -> &mut V {
        &mut self.map.runs[self.position.run][self.position.at].1
    }

    pub fn into_mut(self) -> &'a mut V {
        &mut self.map.runs[self.position.run][self.position.at].1
    }

    pub fn insert(&mut self, value: V) -> V {
        mem::replace(self.get_mut(), value)
    }

    pub fn remove(self) -> V {
        self.map.remove_at(self.position).1
    }

    pub fn remove_entry(self) -> (K, V) {
        self.map.remove_at(self.position)
    }
}

/// A part of a map.
pub struct Range<'a, K: 'a, V: 'a> {
    map: &'a BTreeMap<K, V>,
    front: Position,
    back: Position,
}

impl<K, V> Clone for Range<'_, K, V> {
    fn clone(&self) -> Self {
        Range { map: self.map, front: self.front, back: self.back }
    }
}

impl<'a, K, V> Iterator for Range<'a, K, V> {
    type Item = (&'a K, &'a V);

    fn next(&mut self) -> Option<(&'a K, &'a V)> {
        if self.front >= self.back {
            return None;
        }
        let entry = self.map.entry_at(self.front);
        self.front = self.map.after(self.front);
        Some((&entry.0, &entry.1))
    }
}

impl<'a, K, V> DoubleEndedIterator for Range<'a, K, V> {
    fn next_back(&mut self) -> Option<(&'a K, &'a V)> {
        if self.front >= self.back {
            return None;
        }
        self.back = self.map.before(self.back);
        let entry = self.map.entry_at(self.back);
        Some((&entry.0, &entry.1))
    }
}

impl<K, V> FusedIterator for Range<'_, K, V> {}

/// A part of a map, its values to be changed.
pub struct RangeMut<'a, K: 'a, V: 'a> {
    map: *mut BTreeMap<K, V>,
    front: Position,
    back: Position,
    marker: PhantomData<&'a mut BTreeMap<K, V>>,
}

impl<'a, K, V> Iterator for RangeMut<'a, K, V> {
    type Item = (&'a K, &'a mut V);

    fn next(&mut self) -> Option<(&'a K, &'a mut V)> {
        if self.front >= self.back {
            return None;
        }
        // Each entry is handed out once, so the references never overlap.
        unsafe {
            let entry = (*(*self.map).runs.as_mut_ptr().add(self.front.run)).as_mut_ptr().add(self.front.at);
            self.front = (*self.map).after(self.front);
            Some((&(*entry).0, &mut (*entry).1))
        }
    }
}

impl<'a, K, V> DoubleEndedIterator for RangeMut<'a, K, V> {
    fn next_back(&mut self) -> Option<(&'a K, &'a mut V)> {
        if self.front >= self.back {
            return None;
        }
        unsafe {
            self.back = (*self.map).before(self.back);
            let entry = (*(*self.map).runs.as_mut_ptr().add(self.back.run)).as_mut_ptr().add(self.back.at);
            Some((&(*entry).0, &mut (*entry).1))
        }
    }
}

/// The entries.
pub struct Iter<'a, K: 'a, V: 'a> {
    range: Range<'a, K, V>,
    length: usize,
}

impl<K, V> Clone for Iter<'_, K, V> {
    fn clone(&self) -> Self {
        Iter { range: self.range.clone(), length: self.length }
    }
}

/// The entries, their values to be changed.
pub struct IterMut<'a, K: 'a, V: 'a> {
    range: RangeMut<'a, K, V>,
    length: usize,
}

/// The entries, taken out.
pub struct IntoIter<K, V> {
    front: vec::IntoIter<(K, V)>,
    runs: vec::IntoIter<Vec<(K, V)>>,
    back: vec::IntoIter<(K, V)>,
    length: usize,
}

impl<K, V> Iterator for IntoIter<K, V> {
    type Item = (K, V);

    fn next(&mut self) -> Option<(K, V)> {
        if self.length == 0 {
            return None;
        }
        self.length -= 1;
        loop {
            if let Some(entry) = self.front.next() {
                return Some(entry);
            }
            match self.runs.next() {
                Some(run) => self.front = run.into_iter(),
                None => return self.back.next(),
            }
        }
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        (self.length, Some(self.length))
    }
}

impl<K, V> DoubleEndedIterator for IntoIter<K, V> {
    fn next_back(&mut self) -> Option<(K, V)> {
        if self.length == 0 {
            return None;
        }
        self.length -= 1;
        loop {
            if let Some(entry) = self.back.next_back() {
                return Some(entry);
            }
            match self.runs.next_back() {
                Some(run) => self.back = run.into_iter(),
                None => return self.front.next_back(),
            }
        }
    }
}

impl<K, V> ExactSizeIterator for IntoIter<K, V> {}
impl<K, V> FusedIterator for IntoIter<K, V> {}

macro_rules! iterators {
    ($([$($generics:tt)*] $name:ty => $item:ty, |$self:ident| $next:expr, $back:expr, $len:expr;)*) => { $(
        impl<$($generics)*> Iterator for $name {
            type Item = $item;

            fn next(&mut $self) -> Option<$item> {
                $next
            }

            fn size_hint(&$self) -> (usize, Option<usize>) {
                let n = $len;
                (n, Some(n))
            }
        }

        impl<$($generics)*> DoubleEndedIterator for $name {
            fn next_back(&mut $self) -> Option<$item> {
                $back
            }
        }

        impl<$($generics)*> ExactSizeIterator for $name {}
        impl<$($generics)*> FusedIterator for $name {}
    )* };
}

impl<'a, K, V> Iter<'a, K, V> {
    fn counted(&mut self, entry: Option<(&'a K, &'a V)>) -> Option<(&'a K, &'a V)> {
        if entry.is_some() {
            self.length -= 1;
        }
        entry
    }
}

impl<'a, K, V> IterMut<'a, K, V> {
    fn counted(&mut self, entry: Option<(&'a K, &'a mut V)>) -> Option<(&'a K, &'a mut V)> {
        if entry.is_some() {
            self.length -= 1;
        }
        entry
    }
}

/// The keys.
pub struct Keys<'a, K, V> {
    inner: Iter<'a, K, V>,
}

impl<K, V> Clone for Keys<'_, K, V> {
    fn clone(&self) -> Self {
        Keys { inner: self.inner.clone() }
    }
}

/// The values.
pub struct Values<'a, K, V> {
    inner: Iter<'a, K, V>,
}

impl<K, V> Clone for Values<'_, K, V> {
    fn clone(&self) -> Self {
        Values { inner: self.inner.clone() }
    }
}

/// The values, to be changed.
pub struct ValuesMut<'a, K, V> {
    inner: IterMut<'a, K, V>,
}

/// The keys, taken out.
pub struct IntoKeys<K, V> {
    inner: IntoIter<K, V>,
}

/// The values, taken out.
pub struct IntoValues<K, V> {
    inner: IntoIter<K, V>,
}

iterators! {
    ['a, K, V] Iter<'a, K, V> => (&'a K, &'a V), |self| { let entry = self.range.next(); self.counted(entry) }, { let entry = self.range.next_back(); self.counted(entry) }, self.length;
    ['a, K, V] IterMut<'a, K, V> => (&'a K, &'a mut V), |self| { let entry = self.range.next(); self.counted(entry) }, { let entry = self.range.next_back(); self.counted(entry) }, self.length;
    ['a, K, V] Keys<'a, K, V> => &'a K, |self| self.inner.next().map(|(k, _)| k), self.inner.next_back().map(|(k, _)| k), self.inner.length;
    ['a, K, V] Values<'a, K, V> => &'a V, |self| self.inner.next().map(|(_, v)| v), self.inner.next_back().map(|(_, v)| v), self.inner.length;
    ['a, K, V] ValuesMut<'a, K, V> => &'a mut V, |self| self.inner.next().map(|(_, v)| v), self.inner.next_back().map(|(_, v)| v), self.inner.length;
    [K, V] IntoKeys<K, V> => K, |self| self.inner.next().map(|(k, _)| k), self.inner.next_back().map(|(k, _)| k), self.inner.length;
    [K, V] IntoValues<K, V> => V, |self| self.inner.next().map(|(_, v)| v), self.inner.next_back().map(|(_, v)| v), self.inner.length;
}

impl<K: fmt::Debug, V> fmt::Debug for Keys<'_, K, V> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.clone()).finish()
    }
}

impl<K, V: fmt::Debug> fmt::Debug for Values<'_, K, V> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.clone()).finish()
    }
}

impl<K, V> IntoIterator for BTreeMap<K, V> {
    type Item = (K, V);
    type IntoIter = IntoIter<K, V>;

    fn into_iter(self) -> IntoIter<K, V> {
        IntoIter { front: Vec::new().into_iter(), length: self.len, runs: self.runs.into_iter(), back: Vec::new().into_iter() }
    }
}

impl<'a, K, V> IntoIterator for &'a BTreeMap<K, V> {
    type Item = (&'a K, &'a V);
    type IntoIter = Iter<'a, K, V>;

    fn into_iter(self) -> Iter<'a, K, V> {
        self.iter()
    }
}

impl<'a, K, V> IntoIterator for &'a mut BTreeMap<K, V> {
    type Item = (&'a K, &'a mut V);
    type IntoIter = IterMut<'a, K, V>;

    fn into_iter(self) -> IterMut<'a, K, V> {
        self.iter_mut()
    }
}

impl<K: Ord, V> FromIterator<(K, V)> for BTreeMap<K, V> {
    fn from_iter<I: IntoIterator<Item = (K, V)>>(iter: I) -> BTreeMap<K, V> {
        let mut map = BTreeMap::new();
        map.extend(iter);
        map
    }
}

impl<K: Ord, V> Extend<(K, V)> for BTreeMap<K, V> {
    fn extend<I: IntoIterator<Item = (K, V)>>(&mut self, iter: I) {
        for (k, v) in iter {
            self.insert(k, v);
        }
    }
}

impl<'a, K: Ord + Copy, V: Copy> Extend<(&'a K, &'a V)> for BTreeMap<K, V> {
    fn extend<I: IntoIterator<Item = (&'a K, &'a V)>>(&mut self, iter: I) {
        for (k, v) in iter {
            self.insert(*k, *v);
        }
    }
}

impl<K: Hash, V: Hash> Hash for BTreeMap<K, V> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        state.write_usize(self.len());
        for entry in self {
            entry.hash(state);
        }
    }
}

impl<K, V> Default for BTreeMap<K, V> {
    fn default() -> BTreeMap<K, V> {
        BTreeMap::new()
    }
}

impl<K: Clone, V: Clone> Clone for BTreeMap<K, V> {
    fn clone(&self) -> Self {
        BTreeMap { runs: self.runs.clone(), len: self.len }
    }
}

impl<K: PartialEq, V: PartialEq> PartialEq for BTreeMap<K, V> {
    fn eq(&self, other: &BTreeMap<K, V>) -> bool {
        self.len() == other.len() && self.iter().zip(other).all(|(a, b)| a == b)
    }
}

impl<K: Eq, V: Eq> Eq for BTreeMap<K, V> {}

impl<K: PartialOrd, V: PartialOrd> PartialOrd for BTreeMap<K, V> {
    fn partial_cmp(&self, other: &BTreeMap<K, V>) -> Option<Ordering> {
        self.iter().partial_cmp(other.iter())
    }
}

impl<K: Ord, V: Ord> Ord for BTreeMap<K, V> {
    fn cmp(&self, other: &BTreeMap<K, V>) -> Ordering {
        self.iter().cmp(other.iter())
    }
}

impl<K: fmt::Debug, V: fmt::Debug> fmt::Debug for BTreeMap<K, V> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_map().entries(self.iter()).finish()
    }
}

impl<K: Borrow<Q> + Ord, Q: ?Sized + Ord, V> Index<&Q> for BTreeMap<K, V> {
    type Output = V;

    #[track_caller]
    fn index(&self, key: &Q) -> &V {
        self.get(key).expect("no entry found for key")
    }
}

impl<K: Ord, V, const N: usize> From<[(K, V); N]> for BTreeMap<K, V> {
    fn from(arr: [(K, V); N]) -> Self {
        arr.into_iter().collect()
    }
}
