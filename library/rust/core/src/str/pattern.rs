//! What can be looked for in a string.

use crate::intrinsics;

/// Something to look for: a character, several, a test, or a string.
///
/// A match is the range of bytes `start..end`.
#[rustc_diagnostic_item = "Pattern"]
#[diagnostic::on_unimplemented(label = "the trait `Pattern` is not implemented for `{Self}`")]
pub trait Pattern: Sized {
    /// The first match that starts at `from` or later.
    fn find_in(&mut self, text: &str, from: usize) -> Option<(usize, usize)>;

    /// The last match that ends at `to` or before.
    fn rfind_in(&mut self, text: &str, to: usize) -> Option<(usize, usize)>;

    /// How long the match at the start is.
    fn prefix_of(&mut self, text: &str) -> Option<usize>;

    /// How long the match at the end is.
    fn suffix_of(&mut self, text: &str) -> Option<usize>;
}

/// A test of single characters.
trait CharTest {
    fn accepts(&mut self, c: char) -> bool;
}

impl CharTest for char {
    fn accepts(&mut self, c: char) -> bool {
        *self == c
    }
}

impl<F: FnMut(char) -> bool> CharTest for Test<'_, F> {
    fn accepts(&mut self, c: char) -> bool {
        (self.0)(c)
    }
}

struct Test<'a, F>(&'a mut F);

struct OneOf<'a>(&'a [char]);

impl CharTest for OneOf<'_> {
    fn accepts(&mut self, c: char) -> bool {
        self.0.contains(&c)
    }
}

fn find_char<C: CharTest>(test: &mut C, text: &str, from: usize) -> Option<(usize, usize)> {
    let mut at = from;
    let mut chars = unsafe { text.get_unchecked(from..) }.chars();
    while let Some(c) = chars.next() {
        let len = c.len_utf8();
        if test.accepts(c) {
            return Some((at, at + len));
        }
        at += len;
    }
    None
}

fn rfind_char<C: CharTest>(test: &mut C, text: &str, to: usize) -> Option<(usize, usize)> {
    let mut at = to;
    let mut chars = unsafe { text.get_unchecked(..to) }.chars();
    while let Some(c) = chars.next_back() {
        let start = at - c.len_utf8();
        if test.accepts(c) {
            return Some((start, at));
        }
        at = start;
    }
    None
}

fn prefix_char<C: CharTest>(test: &mut C, text: &str) -> Option<usize> {
    match text.chars().next() {
        Some(c) if test.accepts(c) => Some(c.len_utf8()),
        _ => None,
    }
}

fn suffix_char<C: CharTest>(test: &mut C, text: &str) -> Option<usize> {
    match text.chars().next_back() {
        Some(c) if test.accepts(c) => Some(c.len_utf8()),
        _ => None,
    }
}

impl Pattern for char {
    fn find_in(&mut self, text: &str, from: usize) -> Option<(usize, usize)> {
        if self.is_ascii() {
            let bytes = text.as_bytes();
            let count = bytes.len() - from;
            let at = unsafe { intrinsics::find_byte(bytes.as_ptr().add(from), count, *self as u8) };
            return if at == count { None } else { Some((from + at, from + at + 1)) };
        }
        find_char(self, text, from)
    }

    fn rfind_in(&mut self, text: &str, to: usize) -> Option<(usize, usize)> {
        rfind_char(self, text, to)
    }

    fn prefix_of(&mut self, text: &str) -> Option<usize> {
        prefix_char(self, text)
    }

    fn suffix_of(&mut self, text: &str) -> Option<usize> {
        suffix_char(self, text)
    }
}

impl<F: FnMut(char) -> bool> Pattern for F {
    fn find_in(&mut self, text: &str, from: usize) -> Option<(usize, usize)> {
        find_char(&mut Test(self), text, from)
    }

    fn rfind_in(&mut self, text: &str, to: usize) -> Option<(usize, usize)> {
        rfind_char(&mut Test(self), text, to)
    }

    fn prefix_of(&mut self, text: &str) -> Option<usize> {
        prefix_char(&mut Test(self), text)
    }

    fn suffix_of(&mut self, text: &str) -> Option<usize> {
        suffix_char(&mut Test(self), text)
    }
}

macro_rules! several_chars {
    ($([$($generics:tt)*] $t:ty;)*) => { $(
        impl<$($generics)*> Pattern for $t {
            fn find_in(&mut self, text: &str, from: usize) -> Option<(usize, usize)> {
                find_char(&mut OneOf(&self[..]), text, from)
            }

            fn rfind_in(&mut self, text: &str, to: usize) -> Option<(usize, usize)> {
                rfind_char(&mut OneOf(&self[..]), text, to)
            }

            fn prefix_of(&mut self, text: &str) -> Option<usize> {
                prefix_char(&mut OneOf(&self[..]), text)
            }

            fn suffix_of(&mut self, text: &str) -> Option<usize> {
                suffix_char(&mut OneOf(&self[..]), text)
            }
        }
    )* };
}

several_chars! {
    [const N: usize] [char; N];
    [const N: usize] &[char; N];
    [] &[char];
}

impl Pattern for &str {
    fn find_in(&mut self, text: &str, from: usize) -> Option<(usize, usize)> {
        let needle = self.as_bytes();
        let hay = text.as_bytes();
        if needle.is_empty() {
            return if from <= hay.len() { Some((from, from)) } else { None };
        }
        if from > hay.len() || needle.len() > hay.len() {
            return None;
        }
        let last = hay.len() - needle.len();
        let mut at = from;
        while at <= last {
            let count = last + 1 - at;
            let step = unsafe { intrinsics::find_byte(hay.as_ptr().add(at), count, needle[0]) };
            if step == count {
                return None;
            }
            at += step;
            if unsafe { intrinsics::compare_bytes(hay.as_ptr().add(at), needle.as_ptr(), needle.len()) } == 0 {
                return Some((at, at + needle.len()));
            }
            at += 1;
        }
        None
    }

    fn rfind_in(&mut self, text: &str, to: usize) -> Option<(usize, usize)> {
        let needle = self.as_bytes();
        let hay = text.as_bytes();
        if needle.is_empty() {
            return Some((to, to));
        }
        if needle.len() > to {
            return None;
        }
        let mut at = to - needle.len();
        loop {
            if unsafe { intrinsics::compare_bytes(hay.as_ptr().add(at), needle.as_ptr(), needle.len()) } == 0 {
                return Some((at, at + needle.len()));
            }
            if at == 0 {
                return None;
            }
            at -= 1;
        }
    }

    fn prefix_of(&mut self, text: &str) -> Option<usize> {
        if text.as_bytes().starts_with(self.as_bytes()) { Some(self.len()) } else { None }
    }

    fn suffix_of(&mut self, text: &str) -> Option<usize> {
        if text.as_bytes().ends_with(self.as_bytes()) { Some(self.len()) } else { None }
    }
}

impl Pattern for &&str {
    fn find_in(&mut self, text: &str, from: usize) -> Option<(usize, usize)> {
        let mut inner: &str = **self;
        inner.find_in(text, from)
    }

    fn rfind_in(&mut self, text: &str, to: usize) -> Option<(usize, usize)> {
        let mut inner: &str = **self;
        inner.rfind_in(text, to)
    }

    fn prefix_of(&mut self, text: &str) -> Option<usize> {
        let mut inner: &str = **self;
        inner.prefix_of(text)
    }

    fn suffix_of(&mut self, text: &str) -> Option<usize> {
        let mut inner: &str = **self;
        inner.suffix_of(text)
    }
}
