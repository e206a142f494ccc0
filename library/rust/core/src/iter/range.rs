//! Ranges as iterators.

use super::{DoubleEndedIterator, ExactSizeIterator, FusedIterator, Iterator};
use crate::mem;
use crate::ops::{Range, RangeFrom, RangeInclusive};

/// Values that have neighbours.
#[diagnostic::on_unimplemented(message = "`{Self}` is not an iterator", label = "`{Self}` is not an iterator")]
#[rustc_diagnostic_item = "range_step"]
pub trait Step: Clone + PartialOrd + Sized {
    /// How many steps from one to the other.
    fn steps_between(start: &Self, end: &Self) -> (usize, Option<usize>);

    /// So many steps on.
    fn forward_checked(start: Self, count: usize) -> Option<Self>;

    /// So many steps back.
    fn backward_checked(start: Self, count: usize) -> Option<Self>;

    /// One step on, which is known to exist.
    fn successor(start: &Self) -> Self;

    /// One step back, which is known to exist.
    fn predecessor(start: &Self) -> Self;
}

macro_rules! step_integers {
    ($($t:ident)*) => { $(
        impl Step for $t {
            fn steps_between(start: &$t, end: &$t) -> (usize, Option<usize>) {
                if *start <= *end {
                    let steps = (*end as i128).wrapping_sub(*start as i128) as u128;
                    if steps <= usize::MAX as u128 { (steps as usize, Some(steps as usize)) } else { (usize::MAX, None) }
                } else {
                    (0, None)
                }
            }

            fn forward_checked(start: $t, n: usize) -> Option<$t> {
                let target = start.wrapping_add(n as $t);
                if n as u128 <= ($t::MAX.wrapping_sub(start) as u128) & (u128::MAX >> (128 - $t::BITS)) { Some(target) } else { None }
            }

            fn backward_checked(start: $t, n: usize) -> Option<$t> {
                let target = start.wrapping_sub(n as $t);
                if n as u128 <= (start.wrapping_sub($t::MIN) as u128) & (u128::MAX >> (128 - $t::BITS)) { Some(target) } else { None }
            }

            fn successor(start: &$t) -> $t {
                start.wrapping_add(1)
            }

            fn predecessor(start: &$t) -> $t {
                start.wrapping_sub(1)
            }
        }
    )* };
}

step_integers! { u8 u16 u32 u64 u128 usize i8 i16 i32 i64 i128 isize }

impl Step for char {
    fn steps_between(&start: &char, &end: &char) -> (usize, Option<usize>) {
        let start = start as u32;
        let end = end as u32;
        if start <= end {
            let count = end - start;
            let steps = if start < 0xd800 && end > 0xdfff { count - 0x800 } else { count };
            (steps as usize, Some(steps as usize))
        } else {
            (0, None)
        }
    }

    fn forward_checked(start: char, count: usize) -> Option<char> {
        let mut res = (start as usize).checked_add(count)?;
        if (start as u32) < 0xd800 && res >= 0xd800 {
            res += 0x800;
        }
        if res <= 0x10ffff { char::from_u32(res as u32) } else { None }
    }

    fn backward_checked(start: char, count: usize) -> Option<char> {
        let mut res = (start as usize).checked_sub(count)?;
        if start as u32 > 0xdfff && res <= 0xdfff {
            res = res.checked_sub(0x800)?;
        }
        char::from_u32(res as u32)
    }

    fn successor(start: &char) -> char {
        let next = if *start == '\u{d7ff}' { 0xe000 } else { *start as u32 + 1 };
        unsafe { char::from_u32_unchecked(next) }
    }

    fn predecessor(start: &char) -> char {
        let next = if *start == '\u{e000}' { 0xd7ff } else { *start as u32 - 1 };
        unsafe { char::from_u32_unchecked(next) }
    }
}

impl<A: Step> Iterator for Range<A> {
    type Item = A;

    fn next(&mut self) -> Option<A> {
        if self.start < self.end {
            let next = Step::successor(&self.start);
            Some(mem::replace(&mut self.start, next))
        } else {
            None
        }
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        if self.start < self.end { Step::steps_between(&self.start, &self.end) } else { (0, Some(0)) }
    }

    fn count(self) -> usize {
        self.size_hint().0
    }

    fn nth(&mut self, n: usize) -> Option<A> {
        if let Some(plus_n) = Step::forward_checked(self.start.clone(), n) {
            if plus_n < self.end {
                self.start = Step::successor(&plus_n);
                return Some(plus_n);
            }
        }
        self.start = self.end.clone();
        None
    }

    fn last(mut self) -> Option<A> {
        self.next_back()
    }

    fn min(mut self) -> Option<A>
    where
        A: Ord,
    {
        self.next()
    }

    fn max(mut self) -> Option<A>
    where
        A: Ord,
    {
        self.next_back()
    }
}

impl<A: Step> DoubleEndedIterator for Range<A> {
    fn next_back(&mut self) -> Option<A> {
        if self.start < self.end {
            self.end = Step::predecessor(&self.end);
            Some(self.end.clone())
        } else {
            None
        }
    }

    fn nth_back(&mut self, n: usize) -> Option<A> {
        if let Some(minus_n) = Step::backward_checked(self.end.clone(), n) {
            if minus_n > self.start {
                self.end = Step::predecessor(&minus_n);
                return Some(self.end.clone());
            }
        }
        self.end = self.start.clone();
        None
    }
}

impl<A: Step> FusedIterator for Range<A> {}

impl<A: Step> Iterator for RangeFrom<A> {
    type Item = A;

    #[track_caller]
    fn next(&mut self) -> Option<A> {
        let next = match Step::forward_checked(self.start.clone(), 1) {
            Some(next) => next,
            None => panic!("attempt to add with overflow"),
        };
        Some(mem::replace(&mut self.start, next))
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        (usize::MAX, None)
    }

    fn nth(&mut self, n: usize) -> Option<A> {
        let plus_n = Step::forward_checked(self.start.clone(), n)?;
        self.start = Step::successor(&plus_n);
        Some(plus_n)
    }
}

impl<A: Step> FusedIterator for RangeFrom<A> {}

impl<A: Step> Iterator for RangeInclusive<A> {
    type Item = A;

    fn next(&mut self) -> Option<A> {
        if self.is_empty() {
            return None;
        }
        if self.start < self.end {
            let next = Step::successor(&self.start);
            Some(mem::replace(&mut self.start, next))
        } else {
            self.exhausted = true;
            Some(self.start.clone())
        }
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        if self.is_empty() {
            return (0, Some(0));
        }
        let (lower, upper) = Step::steps_between(&self.start, &self.end);
        (lower.saturating_add(1), upper.and_then(|steps| steps.checked_add(1)))
    }

    fn nth(&mut self, n: usize) -> Option<A> {
        if self.is_empty() {
            return None;
        }
        if let Some(plus_n) = Step::forward_checked(self.start.clone(), n) {
            if plus_n < self.end {
                self.start = Step::successor(&plus_n);
                return Some(plus_n);
            }
            if plus_n == self.end {
                self.start = plus_n.clone();
                self.exhausted = true;
                return Some(plus_n);
            }
        }
        self.start = self.end.clone();
        self.exhausted = true;
        None
    }

    fn last(mut self) -> Option<A> {
        self.next_back()
    }

    fn min(mut self) -> Option<A>
    where
        A: Ord,
    {
        self.next()
    }

    fn max(mut self) -> Option<A>
    where
        A: Ord,
    {
        self.next_back()
    }
}

impl<A: Step> DoubleEndedIterator for RangeInclusive<A> {
    fn next_back(&mut self) -> Option<A> {
        if self.is_empty() {
            return None;
        }
        if self.start < self.end {
            let next = Step::predecessor(&self.end);
            Some(mem::replace(&mut self.end, next))
        } else {
            self.exhausted = true;
            Some(self.end.clone())
        }
    }

    fn nth_back(&mut self, n: usize) -> Option<A> {
        if self.is_empty() {
            return None;
        }
        if let Some(minus_n) = Step::backward_checked(self.end.clone(), n) {
            if minus_n > self.start {
                self.end = Step::predecessor(&minus_n);
                return Some(minus_n);
            }
            if minus_n == self.start {
                self.end = minus_n.clone();
                self.exhausted = true;
                return Some(minus_n);
            }
        }
        self.end = self.start.clone();
        self.exhausted = true;
        None
    }
}

impl<A: Step> FusedIterator for RangeInclusive<A> {}

macro_rules! exact {
    ($($range:ident: $($t:ty)*;)*) => { $( $( impl ExactSizeIterator for $range<$t> {} )* )* };
}

exact! {
    Range: usize u8 isize i8 u16 i16 u32 i32;
    RangeInclusive: u8 i8 u16 i16;
}
