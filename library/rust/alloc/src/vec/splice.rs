//! A part of a `Vec` replaced.

use super::{Drain, Vec};

/// A range of elements taken out and replaced by others.
pub struct Splice<'a, I: Iterator + 'a> {
    drain: Drain<'a, I::Item>,
    replace_with: I,
}

impl<'a, I: Iterator> Splice<'a, I> {
    pub(super) fn new(drain: Drain<'a, I::Item>, replace_with: I) -> Self {
        Splice { drain, replace_with }
    }
}

impl<I: Iterator> Iterator for Splice<'_, I> {
    type Item = I::Item;

    fn next(&mut self) -> Option<I::Item> {
        self.drain.next()
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.drain.size_hint()
    }
}

impl<I: Iterator> DoubleEndedIterator for Splice<'_, I> {
    fn next_back(&mut self) -> Option<I::Item> {
        self.drain.next_back()
    }
}

impl<I: Iterator> ExactSizeIterator for Splice<'_, I> {}

impl<I: Iterator> Drop for Splice<'_, I> {
    fn drop(&mut self) {
        self.drain.drop_rest();
        if self.drain.tail_len == 0 {
            while let Some(value) = self.replace_with.next() {
                self.drain.vec.push(value);
            }
            return;
        }
        if !self.drain.fill(&mut self.replace_with) {
            return;
        }
        let mut rest = Vec::new();
        while let Some(value) = self.replace_with.next() {
            rest.push(value);
        }
        if !rest.is_empty() {
            self.drain.move_tail(rest.len());
            self.drain.fill(&mut rest.into_iter());
        }
    }
}
