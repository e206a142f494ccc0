//! A table of entries found by hash: open addressing, one step at a time to the next place.

use core::mem;

use crate::prelude::v1::*;
use crate::vec;

/// One place of the table.
#[derive(Clone)]
pub(super) enum Slot<T> {
    /// Nothing, and nothing was here since the table was made.
    Empty,
    /// Nothing any more: a search goes on.
    Deleted,
    /// An entry with its hash.
    Full(u64, T),
}

/// A table of entries found by hash.
#[derive(Clone)]
pub(super) struct Table<T> {
    // A power of two, or none.
    slots: Vec<Slot<T>>,
    len: usize,
    // Places that were ever used: full or deleted.
    used: usize,
}

impl<T> Table<T> {
    pub(super) const fn new() -> Table<T> {
        Table { slots: Vec::new(), len: 0, used: 0 }
    }

    pub(super) fn with_capacity(capacity: usize) -> Table<T> {
        let mut table = Table::new();
        if capacity > 0 {
            table.resize(Self::slots_for(capacity));
        }
        table
    }

    /// So many places are needed that the table is at most seven eighths full.
    fn slots_for(capacity: usize) -> usize {
        if capacity < 4 {
            4
        } else if capacity < 8 {
            8
        } else {
            (capacity * 8 / 7).next_power_of_two()
        }
    }

    pub(super) fn capacity(&self) -> usize {
        let slots = self.slots.len();
        if slots == 0 {
            0
        } else if slots < 8 {
            slots - 1
        } else {
            slots / 8 * 7
        }
    }

    pub(super) fn len(&self) -> usize {
        self.len
    }

    pub(super) fn clear(&mut self) {
        for slot in &mut self.slots {
            *slot = Slot::Empty;
        }
        self.len = 0;
        self.used = 0;
    }

    pub(super) fn reserve(&mut self, additional: usize) {
        if self.len + additional > self.capacity() {
            self.resize(Self::slots_for(self.len + additional));
        }
    }

    pub(super) fn shrink_to_fit(&mut self) {
        let wanted = if self.len == 0 { 0 } else { Self::slots_for(self.len) };
        if wanted < self.slots.len() {
            self.resize(wanted);
        }
    }

    fn resize(&mut self, slots: usize) {
        let mut fresh = Vec::with_capacity(slots);
        while fresh.len() < slots {
            fresh.push(Slot::Empty);
        }
        let old = mem::replace(&mut self.slots, fresh);
        self.used = self.len;
        for slot in old {
            if let Slot::Full(hash, entry) = slot {
                let at = self.free_slot(hash);
                self.slots[at] = Slot::Full(hash, entry);
            }
        }
    }

    fn free_slot(&self, hash: u64) -> usize {
        let mask = self.slots.len() - 1;
        let mut at = hash as usize & mask;
        while let Slot::Full(..) = self.slots[at] {
            at = (at + 1) & mask;
        }
        at
    }

    /// Where an entry is that a test accepts.
    pub(super) fn find<F: FnMut(&T) -> bool>(&self, hash: u64, mut is_it: F) -> Option<usize> {
        if self.len == 0 {
            return None;
        }
        let mask = self.slots.len() - 1;
        let mut at = hash as usize & mask;
        loop {
            match &self.slots[at] {
                Slot::Empty => return None,
                Slot::Full(other, entry) if *other == hash && is_it(entry) => return Some(at),
                _ => at = (at + 1) & mask,
            }
        }
    }

    /// Puts in an entry that is not there yet, and gives its place.
    pub(super) fn insert(&mut self, hash: u64, entry: T) -> usize {
        if self.used >= self.capacity() {
            let wanted = if self.len >= self.capacity() / 2 { Self::slots_for(self.capacity() + 1) } else { self.slots.len() };
            self.resize(wanted);
        }
        let at = self.free_slot(hash);
        if let Slot::Empty = self.slots[at] {
            self.used += 1;
        }
        self.slots[at] = Slot::Full(hash, entry);
        self.len += 1;
        at
    }

    pub(super) fn remove(&mut self, at: usize) -> T {
        self.len -= 1;
        match mem::replace(&mut self.slots[at], Slot::Deleted) {
            Slot::Full(_, entry) => entry,
            _ => unreachable!(),
        }
    }

    pub(super) fn get(&self, at: usize) -> &T {
        match &self.slots[at] {
            Slot::Full(_, entry) => entry,
            _ => unreachable!(),
        }
    }

    pub(super) fn get_mut(&mut self, at: usize) -> &mut T {
        match &mut self.slots[at] {
            Slot::Full(_, entry) => entry,
            _ => unreachable!(),
        }
    }

    pub(super) fn retain<F: FnMut(&mut T) -> bool>(&mut self, mut keep: F) {
        let mut at = 0;
        while at < self.slots.len() {
            let goes = match &mut self.slots[at] {
                Slot::Full(_, entry) => !keep(entry),
                _ => false,
            };
            if goes {
                drop(self.remove(at));
            }
            at += 1;
        }
    }

    pub(super) fn iter(&self) -> Iter<'_, T> {
        Iter { slots: self.slots.iter(), left: self.len }
    }

    pub(super) fn iter_mut(&mut self) -> IterMut<'_, T> {
        IterMut { left: self.len, slots: self.slots.iter_mut() }
    }

    pub(super) fn into_iter(self) -> IntoIter<T> {
        IntoIter { left: self.len, slots: self.slots.into_iter() }
    }

    /// All entries taken out; the places stay.
    pub(super) fn take_all(&mut self) -> IntoIter<T> {
        let slots = self.slots.len();
        let taken = mem::replace(self, Table::new());
        if slots > 0 {
            self.resize(slots);
        }
        taken.into_iter()
    }
}

/// References to the entries.
pub(super) struct Iter<'a, T> {
    slots: core::slice::Iter<'a, Slot<T>>,
    left: usize,
}

impl<T> Clone for Iter<'_, T> {
    fn clone(&self) -> Self {
        Iter { slots: self.slots.clone(), left: self.left }
    }
}

impl<'a, T> Iterator for Iter<'a, T> {
    type Item = &'a T;

    fn next(&mut self) -> Option<&'a T> {
        while let Some(slot) = self.slots.next() {
            if let Slot::Full(_, entry) = slot {
                self.left -= 1;
                return Some(entry);
            }
        }
        None
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        (self.left, Some(self.left))
    }
}

/// Mutable references to the entries.
pub(super) struct IterMut<'a, T> {
    slots: core::slice::IterMut<'a, Slot<T>>,
    left: usize,
}

impl<'a, T> Iterator for IterMut<'a, T> {
    type Item = &'a mut T;

    fn next(&mut self) -> Option<&'a mut T> {
        while let Some(slot) = self.slots.next() {
            if let Slot::Full(_, entry) = slot {
                self.left -= 1;
                return Some(entry);
            }
        }
        None
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        (self.left, Some(self.left))
    }
}

/// The entries.
pub(super) struct IntoIter<T> {
    slots: vec::IntoIter<Slot<T>>,
    left: usize,
}

impl<T> Iterator for IntoIter<T> {
    type Item = T;

    fn next(&mut self) -> Option<T> {
        while let Some(slot) = self.slots.next() {
            if let Slot::Full(_, entry) = slot {
                self.left -= 1;
                return Some(entry);
            }
        }
        None
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        (self.left, Some(self.left))
    }
}
