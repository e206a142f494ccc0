//! Iterators over strings.

use super::Pattern;
use crate::char as char_mod;
use crate::fmt::{self, Write};
use crate::iter::FusedIterator;
use crate::slice;

/// The characters.
#[derive(Clone)]
#[must_use = "iterators are lazy and do nothing unless consumed"]
pub struct Chars<'a> {
    pub(super) iter: slice::Iter<'a, u8>,
}

impl<'a> Chars<'a> {
    #[must_use]
    pub fn as_str(&self) -> &'a str {
        unsafe { super::from_utf8_unchecked(self.iter.as_slice()) }
    }
}

impl<'a> Iterator for Chars<'a> {
    type Item = char;

    fn next(&mut self) -> Option<char> {
        let x = *self.iter.next()?;
        if x < 128 {
            return Some(x as char);
        }
        let init = (x & 0x1f) as u32;
        let y = unsafe { (*self.iter.next().unwrap_unchecked() & 0x3f) as u32 };
        let mut ch = (init << 6) | y;
        if x >= 0xe0 {
            let z = unsafe { (*self.iter.next().unwrap_unchecked() & 0x3f) as u32 };
            let y_z = (y << 6) | z;
            ch = (init << 12) | y_z;
            if x >= 0xf0 {
                let w = unsafe { (*self.iter.next().unwrap_unchecked() & 0x3f) as u32 };
                ch = ((init & 7) << 18) | (y_z << 6) | w;
            }
        }
        Some(unsafe { char::from_u32_unchecked(ch) })
    }

    fn count(self) -> usize {
        let mut n = 0;
        for &b in self.iter {
            if (b as i8) >= -0x40 {
                n += 1;
            }
        }
        n
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        let len = self.iter.len();
        ((len + 3) / 4, Some(len))
    }

    fn last(mut self) -> Option<char> {
        self.next_back()
    }
}

impl<'a> DoubleEndedIterator for Chars<'a> {
    fn next_back(&mut self) -> Option<char> {
        let w = *self.iter.next_back()?;
        if w < 128 {
            return Some(w as char);
        }
        let z = unsafe { *self.iter.next_back().unwrap_unchecked() };
        let mut ch = (z & 0x1f) as u32;
        if (z as i8) < -0x40 {
            let y = unsafe { *self.iter.next_back().unwrap_unchecked() };
            ch = (y & 0x0f) as u32;
            if (y as i8) < -0x40 {
                let x = unsafe { *self.iter.next_back().unwrap_unchecked() };
                ch = (x & 7) as u32;
                ch = (ch << 6) | (y & 0x3f) as u32;
            }
            ch = (ch << 6) | (z & 0x3f) as u32;
        }
        ch = (ch << 6) | (w & 0x3f) as u32;
        Some(unsafe { char::from_u32_unchecked(ch) })
    }
}

impl FusedIterator for Chars<'_> {}

impl fmt::Debug for Chars<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Chars(")?;
        f.debug_list().entries(self.clone()).finish()?;
        f.write_str(")")
    }
}

/// The characters with where they start.
#[derive(Clone, Debug)]
#[must_use = "iterators are lazy and do nothing unless consumed"]
pub struct CharIndices<'a> {
    pub(super) front_offset: usize,
    pub(super) iter: Chars<'a>,
}

impl<'a> CharIndices<'a> {
    #[must_use]
    pub fn as_str(&self) -> &'a str {
        self.iter.as_str()
    }

    #[must_use]
    pub fn offset(&self) -> usize {
        self.front_offset
    }
}

impl<'a> Iterator for CharIndices<'a> {
    type Item = (usize, char);

    fn next(&mut self) -> Option<(usize, char)> {
        let before = self.iter.iter.len();
        let ch = self.iter.next()?;
        let index = self.front_offset;
        self.front_offset += before - self.iter.iter.len();
        Some((index, ch))
    }

    fn count(self) -> usize {
        self.iter.count()
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.iter.size_hint()
    }

    fn last(mut self) -> Option<(usize, char)> {
        self.next_back()
    }
}

impl<'a> DoubleEndedIterator for CharIndices<'a> {
    fn next_back(&mut self) -> Option<(usize, char)> {
        let ch = self.iter.next_back()?;
        let index = self.front_offset + self.iter.iter.len();
        Some((index, ch))
    }
}

impl FusedIterator for CharIndices<'_> {}

/// The bytes.
#[must_use = "iterators are lazy and do nothing unless consumed"]
#[derive(Clone, Debug)]
pub struct Bytes<'a>(pub(super) slice::Iter<'a, u8>);

impl Iterator for Bytes<'_> {
    type Item = u8;

    fn next(&mut self) -> Option<u8> {
        self.0.next().copied()
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.0.size_hint()
    }

    fn nth(&mut self, n: usize) -> Option<u8> {
        self.0.nth(n).copied()
    }
}

impl DoubleEndedIterator for Bytes<'_> {
    fn next_back(&mut self) -> Option<u8> {
        self.0.next_back().copied()
    }
}

impl ExactSizeIterator for Bytes<'_> {}
impl FusedIterator for Bytes<'_> {}

/// What all ways to split share: the text from `start` to `end` is still to be split.
#[derive(Clone)]
struct SplitInternal<'a, P> {
    text: &'a str,
    start: usize,
    end: usize,
    // Where the next search begins: past an empty match it is one character further.
    search: usize,
    pattern: P,
    allow_trailing_empty: bool,
    finished: bool,
}

impl<'a, P: Pattern> SplitInternal<'a, P> {
    fn new(text: &'a str, pattern: P, allow_trailing_empty: bool) -> Self {
        SplitInternal { text, start: 0, end: text.len(), search: 0, pattern, allow_trailing_empty, finished: false }
    }

    fn piece(&self, from: usize, to: usize) -> &'a str {
        unsafe { self.text.get_unchecked(from..to) }
    }

    fn find(&mut self) -> Option<(usize, usize)> {
        if self.search > self.end {
            return None;
        }
        let text = self.piece(0, self.end);
        let (a, b) = self.pattern.find_in(text, self.search)?;
        self.search = if a == b { next_boundary(self.text, b) } else { b };
        Some((a, b))
    }

    fn get_end(&mut self) -> Option<&'a str> {
        if self.finished {
            return None;
        }
        self.finished = true;
        if self.allow_trailing_empty || self.end - self.start > 0 { Some(self.piece(self.start, self.end)) } else { None }
    }

    fn next(&mut self) -> Option<&'a str> {
        if self.finished {
            return None;
        }
        match self.find() {
            Some((a, b)) => {
                let elt = self.piece(self.start, a);
                self.start = b;
                Some(elt)
            }
            None => self.get_end(),
        }
    }

    fn next_inclusive(&mut self) -> Option<&'a str> {
        if self.finished {
            return None;
        }
        match self.find() {
            Some((_, b)) => {
                let elt = self.piece(self.start, b);
                self.start = b;
                Some(elt)
            }
            None => self.get_end(),
        }
    }

    fn next_back(&mut self) -> Option<&'a str> {
        if self.finished {
            return None;
        }
        if !self.allow_trailing_empty {
            self.allow_trailing_empty = true;
            match self.next_back() {
                Some(elt) if !elt.is_empty() => return Some(elt),
                _ => {
                    if self.finished {
                        return None;
                    }
                }
            }
        }
        match self.pattern.rfind_in(self.text, self.end) {
            Some((a, b)) if a >= self.start => {
                let elt = self.piece(b, self.end);
                self.end = a;
                Some(elt)
            }
            _ => {
                self.finished = true;
                Some(self.piece(self.start, self.end))
            }
        }
    }

    fn next_back_inclusive(&mut self) -> Option<&'a str> {
        if self.finished {
            return None;
        }
        if !self.allow_trailing_empty {
            self.allow_trailing_empty = true;
            match self.next_back_inclusive() {
                Some(elt) if !elt.is_empty() => return Some(elt),
                _ => {
                    if self.finished {
                        return None;
                    }
                }
            }
        }
        match self.pattern.rfind_in(self.text, self.end) {
            Some((a, b)) if a >= self.start && b < self.end => {
                let elt = self.piece(b, self.end);
                self.end = b;
                Some(elt)
            }
            Some((a, b)) if a > self.start && b == self.end => match self.pattern.rfind_in(self.text, a) {
                Some((c, d)) if c >= self.start => {
                    let elt = self.piece(d, self.end);
                    self.end = d;
                    Some(elt)
                }
                _ => {
                    self.finished = true;
                    Some(self.piece(self.start, self.end))
                }
            },
            _ => {
                self.finished = true;
                Some(self.piece(self.start, self.end))
            }
        }
    }
}

fn next_boundary(text: &str, at: usize) -> usize {
    let mut i = at + 1;
    while i < text.len() && !text.is_char_boundary(i) {
        i += 1;
    }
    i
}

macro_rules! splits {
    ($($(#[$doc:meta])* $name:ident $allow:literal $next:ident $back:ident;)*) => { $(
        $(#[$doc])*
        #[derive(Clone)]
        #[must_use = "iterators are lazy and do nothing unless consumed"]
        pub struct $name<'a, P: Pattern>(SplitInternal<'a, P>);

        impl<'a, P: Pattern> $name<'a, P> {
            pub(super) fn new(text: &'a str, pattern: P) -> Self {
                $name(SplitInternal::new(text, pattern, $allow))
            }

            /// What has not been split yet.
            #[must_use]
            pub fn remainder(&self) -> Option<&'a str> {
                if self.0.finished { None } else { Some(self.0.piece(self.0.start, self.0.end)) }
            }
        }

        impl<'a, P: Pattern> Iterator for $name<'a, P> {
            type Item = &'a str;

            fn next(&mut self) -> Option<&'a str> {
                self.0.$next()
            }
        }

        impl<'a, P: Pattern> DoubleEndedIterator for $name<'a, P> {
            fn next_back(&mut self) -> Option<&'a str> {
                self.0.$back()
            }
        }

        impl<'a, P: Pattern> FusedIterator for $name<'a, P> {}

        impl<'a, P: Pattern> fmt::Debug for $name<'a, P> {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.debug_tuple(stringify!($name)).field(&self.remainder()).finish()
            }
        }
    )* };
}

splits! {
    /// The parts between matches.
    Split true next next_back;
    /// The parts between matches, from the end.
    RSplit true next_back next;
    /// The parts before matches.
    SplitTerminator false next next_back;
    /// The parts before matches, from the end.
    RSplitTerminator false next_back next;
    /// The parts up to and with each match.
    SplitInclusive false next_inclusive next_back_inclusive;
}

macro_rules! split_ns {
    ($($(#[$doc:meta])* $name:ident $next:ident;)*) => { $(
        $(#[$doc])*
        #[derive(Clone)]
        #[must_use = "iterators are lazy and do nothing unless consumed"]
        pub struct $name<'a, P: Pattern> {
            iter: SplitInternal<'a, P>,
            count: usize,
        }

        impl<'a, P: Pattern> $name<'a, P> {
            pub(super) fn new(text: &'a str, count: usize, pattern: P) -> Self {
                $name { iter: SplitInternal::new(text, pattern, true), count }
            }
        }

        impl<'a, P: Pattern> Iterator for $name<'a, P> {
            type Item = &'a str;

            fn next(&mut self) -> Option<&'a str> {
                match self.count {
                    0 => None,
                    1 => {
                        self.count = 0;
                        self.iter.get_end()
                    }
                    _ => {
                        self.count -= 1;
                        self.iter.$next()
                    }
                }
            }
        }

        impl<'a, P: Pattern> FusedIterator for $name<'a, P> {}
    )* };
}

split_ns! {
    /// At most so many parts.
    SplitN next;
    /// At most so many parts, from the end.
    RSplitN next_back;
}

/// Where the matches are, and they.
#[derive(Clone)]
#[must_use = "iterators are lazy and do nothing unless consumed"]
pub struct MatchIndices<'a, P: Pattern> {
    text: &'a str,
    at: usize,
    pattern: P,
}

impl<'a, P: Pattern> MatchIndices<'a, P> {
    pub(super) fn new(text: &'a str, pattern: P) -> Self {
        MatchIndices { text, at: 0, pattern }
    }
}

impl<'a, P: Pattern> Iterator for MatchIndices<'a, P> {
    type Item = (usize, &'a str);

    fn next(&mut self) -> Option<(usize, &'a str)> {
        if self.at > self.text.len() {
            return None;
        }
        match self.pattern.find_in(self.text, self.at) {
            Some((a, b)) => {
                self.at = if a == b { next_boundary(self.text, b) } else { b };
                Some((a, unsafe { self.text.get_unchecked(a..b) }))
            }
            None => {
                self.at = self.text.len() + 1;
                None
            }
        }
    }
}

/// The same from the end.
#[derive(Clone)]
#[must_use = "iterators are lazy and do nothing unless consumed"]
pub struct RMatchIndices<'a, P: Pattern> {
    text: &'a str,
    to: Option<usize>,
    pattern: P,
}

impl<'a, P: Pattern> RMatchIndices<'a, P> {
    pub(super) fn new(text: &'a str, pattern: P) -> Self {
        RMatchIndices { text, to: Some(text.len()), pattern }
    }
}

impl<'a, P: Pattern> Iterator for RMatchIndices<'a, P> {
    type Item = (usize, &'a str);

    fn next(&mut self) -> Option<(usize, &'a str)> {
        let (a, b) = self.pattern.rfind_in(self.text, self.to?)?;
        self.to = if a < b {
            Some(a)
        } else if a == 0 {
            None
        } else {
            Some(self.text.floor_char_boundary(a - 1))
        };
        Some((a, unsafe { self.text.get_unchecked(a..b) }))
    }
}

/// The matches.
#[derive(Clone)]
#[must_use = "iterators are lazy and do nothing unless consumed"]
pub struct Matches<'a, P: Pattern>(MatchIndices<'a, P>);

impl<'a, P: Pattern> Matches<'a, P> {
    pub(super) fn new(text: &'a str, pattern: P) -> Self {
        Matches(MatchIndices::new(text, pattern))
    }
}

impl<'a, P: Pattern> Iterator for Matches<'a, P> {
    type Item = &'a str;

    fn next(&mut self) -> Option<&'a str> {
        let (_, found) = self.0.next()?;
        Some(found)
    }
}

/// The lines, without their ends.
#[must_use = "iterators are lazy and do nothing unless consumed"]
#[derive(Clone, Debug)]
pub struct Lines<'a>(SplitInclusive<'a, char>);

impl<'a> Lines<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Lines(SplitInclusive::new(text, '\n'))
    }
}

fn without_end(line: &str) -> &str {
    let Some(line) = line.strip_suffix('\n') else { return line };
    let Some(line) = line.strip_suffix('\r') else { return line };
    line
}

impl<'a> Iterator for Lines<'a> {
    type Item = &'a str;

    fn next(&mut self) -> Option<&'a str> {
        self.0.next().map(without_end)
    }
}

impl<'a> DoubleEndedIterator for Lines<'a> {
    fn next_back(&mut self) -> Option<&'a str> {
        self.0.next_back().map(without_end)
    }
}

impl FusedIterator for Lines<'_> {}

macro_rules! words {
    ($($(#[$doc:meta])* $name:ident $test:path;)*) => { $(
        $(#[$doc])*
        #[derive(Clone, Debug)]
        #[must_use = "iterators are lazy and do nothing unless consumed"]
        pub struct $name<'a> {
            text: &'a str,
        }

        impl<'a> $name<'a> {
            pub(super) fn new(text: &'a str) -> Self {
                $name { text }
            }
        }

        impl<'a> Iterator for $name<'a> {
            type Item = &'a str;

            fn next(&mut self) -> Option<&'a str> {
                let text = self.text.trim_start_matches($test);
                if text.is_empty() {
                    self.text = text;
                    return None;
                }
                let end = text.find($test).unwrap_or(text.len());
                self.text = unsafe { text.get_unchecked(end..) };
                Some(unsafe { text.get_unchecked(..end) })
            }
        }

        impl<'a> DoubleEndedIterator for $name<'a> {
            fn next_back(&mut self) -> Option<&'a str> {
                let text = self.text.trim_end_matches($test);
                if text.is_empty() {
                    self.text = text;
                    return None;
                }
                let start = match text.char_indices().rfind(|&(_, c)| $test(c)) {
                    Some((i, c)) => i + c.len_utf8(),
                    None => 0,
                };
                self.text = unsafe { text.get_unchecked(..start) };
                Some(unsafe { text.get_unchecked(start..) })
            }
        }

        impl FusedIterator for $name<'_> {}
    )* };
}

fn is_ascii_space(c: char) -> bool {
    c.is_ascii_whitespace()
}

words! {
    /// The words between white space.
    SplitWhitespace char::is_whitespace;
    /// The words between ASCII's white space.
    SplitAsciiWhitespace is_ascii_space;
}

/// The string as UTF-16.
#[derive(Clone)]
#[must_use = "iterators are lazy and do nothing unless consumed"]
pub struct EncodeUtf16<'a> {
    chars: Chars<'a>,
    extra: u16,
}

impl<'a> EncodeUtf16<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        EncodeUtf16 { chars: text.chars(), extra: 0 }
    }
}

impl<'a> Iterator for EncodeUtf16<'a> {
    type Item = u16;

    fn next(&mut self) -> Option<u16> {
        if self.extra != 0 {
            let unit = self.extra;
            self.extra = 0;
            return Some(unit);
        }
        let mut buf = [0; 2];
        let ch = self.chars.next()?;
        let n = ch.encode_utf16(&mut buf).len();
        if n == 2 {
            self.extra = buf[1];
        }
        Some(buf[0])
    }
}

macro_rules! escapes {
    ($($(#[$doc:meta])* $name:ident $inner:ident $method:ident;)*) => { $(
        $(#[$doc])*
        #[derive(Clone)]
        pub struct $name<'a> {
            chars: Chars<'a>,
            current: Option<char_mod::$inner>,
        }

        impl<'a> $name<'a> {
            pub(super) fn new(text: &'a str) -> Self {
                $name { chars: text.chars(), current: None }
            }
        }

        impl<'a> Iterator for $name<'a> {
            type Item = char;

            fn next(&mut self) -> Option<char> {
                loop {
                    if let Some(current) = self.current.as_mut() {
                        match current.next() {
                            None => self.current = None,
                            c => return c,
                        }
                    }
                    self.current = Some(self.chars.next()?.$method());
                }
            }
        }

        impl<'a> fmt::Display for $name<'a> {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                for c in self.clone() {
                    f.write_char(c)?;
                }
                Ok(())
            }
        }
    )* };
}

escapes! {
    /// The string as in `{:?}`.
    EscapeDebug EscapeDebug escape_debug;
    /// The string with everything but ASCII escaped.
    EscapeDefault EscapeDefault escape_default;
    /// The string with every character as `\u{..}`.
    EscapeUnicode EscapeUnicode escape_unicode;
}
