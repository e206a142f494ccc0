//! Strings.

mod iter;
mod pattern;

use crate::char;
use crate::cmp::Ordering;
use crate::fmt;
use crate::intrinsics;
use crate::mem;
use crate::ops::{Index, IndexMut, Range, RangeFrom, RangeFull, RangeInclusive, RangeTo, RangeToInclusive};
use crate::slice::{self, SliceIndex};

pub use self::iter::{
    Bytes, CharIndices, Chars, EncodeUtf16, EscapeDebug, EscapeDefault, EscapeUnicode, Lines, MatchIndices, Matches, RMatchIndices, RSplit, RSplitN,
    RSplitTerminator, Split, SplitAsciiWhitespace, SplitInclusive, SplitN, SplitTerminator, SplitWhitespace,
};
pub use self::pattern::Pattern;

/// A value that a text can be parsed to.
#[rustc_diagnostic_item = "FromStr"]
pub trait FromStr: Sized {
    /// Why it could not.
    type Err;

    /// Parses.
    fn from_str(s: &str) -> Result<Self, Self::Err>;
}

impl FromStr for bool {
    type Err = ParseBoolError;

    fn from_str(s: &str) -> Result<bool, ParseBoolError> {
        match s {
            "true" => Ok(true),
            "false" => Ok(false),
            _ => Err(ParseBoolError { _priv: () }),
        }
    }
}

/// The text is neither `true` nor `false`.
#[derive(Clone, PartialEq, Eq)]
pub struct ParseBoolError {
    _priv: (),
}

impl fmt::Debug for ParseBoolError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ParseBoolError")
    }
}

impl fmt::Display for ParseBoolError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        "provided string was not `true` or `false`".fmt(f)
    }
}

/// Bytes that are no UTF-8.
#[derive(Copy, Eq, PartialEq, Clone, Debug)]
pub struct Utf8Error {
    valid_up_to: usize,
    error_len: Option<u8>,
}

impl Utf8Error {
    #[must_use]
    pub const fn valid_up_to(&self) -> usize {
        self.valid_up_to
    }

    #[must_use]
    pub const fn error_len(&self) -> Option<usize> {
        match self.error_len {
            Some(len) => Some(len as usize),
            None => None,
        }
    }
}

impl fmt::Display for Utf8Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(error_len) = self.error_len {
            write!(f, "invalid utf-8 sequence of {} bytes from index {}", error_len, self.valid_up_to)
        } else {
            write!(f, "incomplete utf-8 byte sequence from index {}", self.valid_up_to)
        }
    }
}

pub fn from_utf8(v: &[u8]) -> Result<&str, Utf8Error> {
    let valid = unsafe { intrinsics::validate_utf8(v.as_ptr(), v.len()) };
    if valid == v.len() { Ok(unsafe { from_utf8_unchecked(v) }) } else { Err(error_at(v, valid)) }
}

pub fn from_utf8_mut(v: &mut [u8]) -> Result<&mut str, Utf8Error> {
    let valid = unsafe { intrinsics::validate_utf8(v.as_ptr(), v.len()) };
    if valid == v.len() { Ok(unsafe { from_utf8_unchecked_mut(v) }) } else { Err(error_at(v, valid)) }
}

/// How long the wrong sequence is that starts there: up to where no continuation can follow (Unicode, 3.9, table 3-7).
fn error_at(v: &[u8], at: usize) -> Utf8Error {
    let byte = |i: usize| if at + i < v.len() { Some(v[at + i]) } else { None };
    let continues = |i: usize| matches!(byte(i), Some(0x80..=0xbf));
    let first = v[at];
    let (width, second) = match first {
        0xc2..=0xdf => (2, 0x80..=0xbf),
        0xe0 => (3, 0xa0..=0xbf),
        0xed => (3, 0x80..=0x9f),
        0xe1..=0xef => (3, 0x80..=0xbf),
        0xf0 => (4, 0x90..=0xbf),
        0xf1..=0xf3 => (4, 0x80..=0xbf),
        0xf4 => (4, 0x80..=0x8f),
        _ => return Utf8Error { valid_up_to: at, error_len: Some(1) },
    };
    let error_len = match byte(1) {
        None => None,
        Some(b) if !second.contains(&b) => Some(1),
        Some(_) => {
            let mut i = 2;
            while i < width && continues(i) {
                i += 1;
            }
            if byte(i).is_none() { None } else { Some(i as u8) }
        }
    };
    Utf8Error { valid_up_to: at, error_len }
}

#[must_use]
pub const unsafe fn from_utf8_unchecked(v: &[u8]) -> &str {
    unsafe { mem::transmute(v) }
}

#[must_use]
pub const unsafe fn from_utf8_unchecked_mut(v: &mut [u8]) -> &mut str {
    unsafe { &mut *(v as *mut [u8] as *mut str) }
}

impl str {
    #[must_use]
    pub const fn len(&self) -> usize {
        self.as_bytes().len()
    }

    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.len() == 0
    }

    #[must_use]
    pub const fn is_char_boundary(&self, index: usize) -> bool {
        if index == 0 {
            return true;
        }
        if index >= self.len() { index == self.len() } else { (self.as_bytes()[index] as i8) >= -0x40 }
    }

    #[must_use]
    pub fn floor_char_boundary(&self, index: usize) -> usize {
        if index >= self.len() {
            return self.len();
        }
        let mut i = index;
        while !self.is_char_boundary(i) {
            i -= 1;
        }
        i
    }

    #[must_use]
    pub const fn as_bytes(&self) -> &[u8] {
        unsafe { mem::transmute(self) }
    }

    #[must_use]
    pub const unsafe fn as_bytes_mut(&mut self) -> &mut [u8] {
        unsafe { &mut *(self as *mut str as *mut [u8]) }
    }

    #[must_use]
    pub const fn as_ptr(&self) -> *const u8 {
        self as *const str as *const u8
    }

    #[must_use]
    pub const fn as_mut_ptr(&mut self) -> *mut u8 {
        self as *mut str as *mut u8
    }

    #[must_use]
    pub fn get<I: SliceIndex<str>>(&self, i: I) -> Option<&I::Output> {
        i.get(self)
    }

    #[must_use]
    pub fn get_mut<I: SliceIndex<str>>(&mut self, i: I) -> Option<&mut I::Output> {
        i.get_mut(self)
    }

    #[must_use]
    pub unsafe fn get_unchecked<I: SliceIndex<str>>(&self, i: I) -> &I::Output {
        unsafe { &*i.get_unchecked(self) }
    }

    #[must_use]
    pub unsafe fn get_unchecked_mut<I: SliceIndex<str>>(&mut self, i: I) -> &mut I::Output {
        unsafe { &mut *i.get_unchecked_mut(self) }
    }

    #[must_use]
    #[track_caller]
    pub fn split_at(&self, mid: usize) -> (&str, &str) {
        match self.split_at_checked(mid) {
            Some(pair) => pair,
            None => slice_error_fail(self, 0, mid),
        }
    }

    #[must_use]
    pub fn split_at_checked(&self, mid: usize) -> Option<(&str, &str)> {
        if self.is_char_boundary(mid) { Some(unsafe { (self.get_unchecked(0..mid), self.get_unchecked(mid..self.len())) }) } else { None }
    }

    #[must_use]
    #[track_caller]
    pub fn split_at_mut(&mut self, mid: usize) -> (&mut str, &mut str) {
        if !self.is_char_boundary(mid) {
            slice_error_fail(self, 0, mid);
        }
        unsafe {
            let (a, b) = self.as_bytes_mut().split_at_mut(mid);
            (from_utf8_unchecked_mut(a), from_utf8_unchecked_mut(b))
        }
    }

    pub fn chars(&self) -> Chars<'_> {
        Chars { iter: self.as_bytes().iter() }
    }

    pub fn char_indices(&self) -> CharIndices<'_> {
        CharIndices { front_offset: 0, iter: self.chars() }
    }

    pub fn bytes(&self) -> Bytes<'_> {
        Bytes(self.as_bytes().iter())
    }

    #[must_use = "this returns the split string as an iterator, without modifying the original"]
    pub fn split_whitespace(&self) -> SplitWhitespace<'_> {
        SplitWhitespace::new(self)
    }

    #[must_use = "this returns the split string as an iterator, without modifying the original"]
    pub fn split_ascii_whitespace(&self) -> SplitAsciiWhitespace<'_> {
        SplitAsciiWhitespace::new(self)
    }

    pub fn lines(&self) -> Lines<'_> {
        Lines::new(self)
    }

    pub fn encode_utf16(&self) -> EncodeUtf16<'_> {
        EncodeUtf16::new(self)
    }

    #[must_use]
    pub fn contains<P: Pattern>(&self, pat: P) -> bool {
        let mut pat = pat;
        pat.find_in(self, 0).is_some()
    }

    #[must_use]
    pub fn starts_with<P: Pattern>(&self, pat: P) -> bool {
        let mut pat = pat;
        pat.prefix_of(self).is_some()
    }

    #[must_use]
    pub fn ends_with<P: Pattern>(&self, pat: P) -> bool {
        let mut pat = pat;
        pat.suffix_of(self).is_some()
    }

    pub fn find<P: Pattern>(&self, pat: P) -> Option<usize> {
        let mut pat = pat;
        match pat.find_in(self, 0) {
            Some((start, _)) => Some(start),
            None => None,
        }
    }

    pub fn rfind<P: Pattern>(&self, pat: P) -> Option<usize> {
        let mut pat = pat;
        match pat.rfind_in(self, self.len()) {
            Some((start, _)) => Some(start),
            None => None,
        }
    }

    pub fn split<P: Pattern>(&self, pat: P) -> Split<'_, P> {
        Split::new(self, pat)
    }

    pub fn split_inclusive<P: Pattern>(&self, pat: P) -> SplitInclusive<'_, P> {
        SplitInclusive::new(self, pat)
    }

    pub fn rsplit<P: Pattern>(&self, pat: P) -> RSplit<'_, P> {
        RSplit::new(self, pat)
    }

    pub fn split_terminator<P: Pattern>(&self, pat: P) -> SplitTerminator<'_, P> {
        SplitTerminator::new(self, pat)
    }

    pub fn rsplit_terminator<P: Pattern>(&self, pat: P) -> RSplitTerminator<'_, P> {
        RSplitTerminator::new(self, pat)
    }

    pub fn splitn<P: Pattern>(&self, n: usize, pat: P) -> SplitN<'_, P> {
        SplitN::new(self, n, pat)
    }

    pub fn rsplitn<P: Pattern>(&self, n: usize, pat: P) -> RSplitN<'_, P> {
        RSplitN::new(self, n, pat)
    }

    pub fn split_once<P: Pattern>(&self, delimiter: P) -> Option<(&str, &str)> {
        let mut delimiter = delimiter;
        let (start, end) = delimiter.find_in(self, 0)?;
        unsafe { Some((self.get_unchecked(..start), self.get_unchecked(end..))) }
    }

    pub fn rsplit_once<P: Pattern>(&self, delimiter: P) -> Option<(&str, &str)> {
        let mut delimiter = delimiter;
        let (start, end) = delimiter.rfind_in(self, self.len())?;
        unsafe { Some((self.get_unchecked(..start), self.get_unchecked(end..))) }
    }

    pub fn matches<P: Pattern>(&self, pat: P) -> Matches<'_, P> {
        Matches::new(self, pat)
    }

    pub fn match_indices<P: Pattern>(&self, pat: P) -> MatchIndices<'_, P> {
        MatchIndices::new(self, pat)
    }

    pub fn rmatch_indices<P: Pattern>(&self, pat: P) -> RMatchIndices<'_, P> {
        RMatchIndices::new(self, pat)
    }

    #[must_use = "this returns the trimmed string as a slice, without modifying the original"]
    pub fn trim(&self) -> &str {
        self.trim_start().trim_end()
    }

    #[must_use = "this returns the trimmed string as a new slice, without modifying the original"]
    pub fn trim_start(&self) -> &str {
        self.trim_start_matches(char::is_whitespace)
    }

    #[must_use = "this returns the trimmed string as a new slice, without modifying the original"]
    pub fn trim_end(&self) -> &str {
        self.trim_end_matches(char::is_whitespace)
    }

    #[must_use = "this returns the trimmed string as a new slice, without modifying the original"]
    pub fn trim_left(&self) -> &str {
        self.trim_start()
    }

    #[must_use = "this returns the trimmed string as a new slice, without modifying the original"]
    pub fn trim_right(&self) -> &str {
        self.trim_end()
    }

    #[must_use = "this returns the trimmed string as a new slice, without modifying the original"]
    pub fn trim_matches<P: Pattern>(&self, pat: P) -> &str {
        let mut pat = pat;
        let mut text = self;
        while let Some(len) = pat.prefix_of(text) {
            if len == 0 {
                break;
            }
            text = unsafe { text.get_unchecked(len..) };
        }
        while let Some(len) = pat.suffix_of(text) {
            if len == 0 {
                break;
            }
            text = unsafe { text.get_unchecked(..text.len() - len) };
        }
        text
    }

    #[must_use = "this returns the trimmed string as a new slice, without modifying the original"]
    pub fn trim_start_matches<P: Pattern>(&self, pat: P) -> &str {
        let mut pat = pat;
        let mut text = self;
        while let Some(len) = pat.prefix_of(text) {
            if len == 0 {
                break;
            }
            text = unsafe { text.get_unchecked(len..) };
        }
        text
    }

    #[must_use = "this returns the trimmed string as a new slice, without modifying the original"]
    pub fn trim_end_matches<P: Pattern>(&self, pat: P) -> &str {
        let mut pat = pat;
        let mut text = self;
        while let Some(len) = pat.suffix_of(text) {
            if len == 0 {
                break;
            }
            text = unsafe { text.get_unchecked(..text.len() - len) };
        }
        text
    }

    #[must_use = "this returns the remaining substring as a new slice, without modifying the original"]
    pub fn strip_prefix<P: Pattern>(&self, prefix: P) -> Option<&str> {
        let mut prefix = prefix;
        let len = prefix.prefix_of(self)?;
        Some(unsafe { self.get_unchecked(len..) })
    }

    #[must_use = "this returns the remaining substring as a new slice, without modifying the original"]
    pub fn strip_suffix<P: Pattern>(&self, suffix: P) -> Option<&str> {
        let mut suffix = suffix;
        let len = suffix.suffix_of(self)?;
        Some(unsafe { self.get_unchecked(..self.len() - len) })
    }

    #[rustc_diagnostic_item = "str_parse"]
    pub fn parse<F: FromStr>(&self) -> Result<F, F::Err> {
        FromStr::from_str(self)
    }

    #[must_use]
    pub fn is_ascii(&self) -> bool {
        self.as_bytes().is_ascii()
    }

    #[must_use]
    pub fn eq_ignore_ascii_case(&self, other: &str) -> bool {
        self.as_bytes().eq_ignore_ascii_case(other.as_bytes())
    }

    pub fn make_ascii_uppercase(&mut self) {
        unsafe { self.as_bytes_mut() }.make_ascii_uppercase()
    }

    pub fn make_ascii_lowercase(&mut self) {
        unsafe { self.as_bytes_mut() }.make_ascii_lowercase()
    }

    #[must_use = "this returns the trimmed string as a new slice, without modifying the original"]
    pub fn trim_ascii(&self) -> &str {
        unsafe { from_utf8_unchecked(self.as_bytes().trim_ascii()) }
    }

    #[must_use = "this returns the escaped string as an iterator, without modifying the original"]
    pub fn escape_debug(&self) -> EscapeDebug<'_> {
        EscapeDebug::new(self)
    }

    #[must_use = "this returns the escaped string as an iterator, without modifying the original"]
    pub fn escape_default(&self) -> EscapeDefault<'_> {
        EscapeDefault::new(self)
    }

    #[must_use = "this returns the escaped string as an iterator, without modifying the original"]
    pub fn escape_unicode(&self) -> EscapeUnicode<'_> {
        EscapeUnicode::new(self)
    }
}

impl Ord for str {
    fn cmp(&self, other: &str) -> Ordering {
        let (a, b) = (self.as_bytes(), other.as_bytes());
        let len = if a.len() < b.len() { a.len() } else { b.len() };
        let order = unsafe { intrinsics::compare_bytes(a.as_ptr(), b.as_ptr(), len) };
        if order == 0 { a.len().cmp(&b.len()) } else { order.cmp(&0) }
    }
}

impl PartialEq for str {
    fn eq(&self, other: &str) -> bool {
        let (a, b) = (self.as_bytes(), other.as_bytes());
        a.len() == b.len() && unsafe { intrinsics::compare_bytes(a.as_ptr(), b.as_ptr(), a.len()) } == 0
    }
}

impl Eq for str {}

impl PartialOrd for str {
    fn partial_cmp(&self, other: &str) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl crate::marker::StructuralPartialEq for str {}

impl Default for &str {
    fn default() -> Self {
        ""
    }
}

impl<I: SliceIndex<str>> Index<I> for str {
    type Output = I::Output;

    #[track_caller]
    fn index(&self, index: I) -> &I::Output {
        index.index(self)
    }
}

impl<I: SliceIndex<str>> IndexMut<I> for str {
    #[track_caller]
    fn index_mut(&mut self, index: I) -> &mut I::Output {
        index.index_mut(self)
    }
}

#[inline(never)]
#[track_caller]
fn slice_error_fail(s: &str, begin: usize, end: usize) -> ! {
    const MAX_DISPLAY_LENGTH: usize = 256;
    let trunc_len = s.floor_char_boundary(MAX_DISPLAY_LENGTH);
    let s_trunc = &s[..trunc_len];
    let ellipsis = if trunc_len < s.len() { "[...]" } else { "" };

    if begin > s.len() || end > s.len() {
        let oob_index = if begin > s.len() { begin } else { end };
        panic!("byte index {oob_index} is out of bounds of `{s_trunc}`{ellipsis}");
    }
    if begin > end {
        panic!("begin > end ({begin} > {end}) when slicing `{s_trunc}`{ellipsis}");
    }
    let index = if !s.is_char_boundary(begin) { begin } else { end };
    let char_start = s.floor_char_boundary(index);
    let ch = s[char_start..].chars().next().unwrap();
    let char_range = char_start..char_start + ch.len_utf8();
    panic!("byte index {index} is not a char boundary; it is inside {ch:?} (bytes {char_range:?}) of `{s_trunc}`{ellipsis}");
}

unsafe impl SliceIndex<str> for Range<usize> {
    type Output = str;

    fn get(self, slice: &str) -> Option<&str> {
        if self.start <= self.end && slice.is_char_boundary(self.start) && slice.is_char_boundary(self.end) {
            Some(unsafe { &*self.get_unchecked(slice) })
        } else {
            None
        }
    }

    fn get_mut(self, slice: &mut str) -> Option<&mut str> {
        if self.start <= self.end && slice.is_char_boundary(self.start) && slice.is_char_boundary(self.end) {
            Some(unsafe { &mut *self.get_unchecked_mut(slice) })
        } else {
            None
        }
    }

    #[track_caller]
    unsafe fn get_unchecked(self, slice: *const str) -> *const str {
        unsafe { crate::ptr::slice_from_raw_parts((slice as *const u8).add(self.start), self.end - self.start) as *const str }
    }

    #[track_caller]
    unsafe fn get_unchecked_mut(self, slice: *mut str) -> *mut str {
        unsafe { crate::ptr::slice_from_raw_parts_mut((slice as *mut u8).add(self.start), self.end - self.start) as *mut str }
    }

    #[track_caller]
    fn index(self, slice: &str) -> &str {
        let (start, end) = (self.start, self.end);
        match self.get(slice) {
            Some(s) => s,
            None => slice_error_fail(slice, start, end),
        }
    }

    #[track_caller]
    fn index_mut(self, slice: &mut str) -> &mut str {
        if !(self.start <= self.end && slice.is_char_boundary(self.start) && slice.is_char_boundary(self.end)) {
            slice_error_fail(slice, self.start, self.end);
        }
        unsafe { &mut *self.get_unchecked_mut(slice) }
    }
}

macro_rules! by_range {
    ($index:ty, |$self:ident, $len:ident| $valid:expr, $range:expr) => {
        unsafe impl SliceIndex<str> for $index {
            type Output = str;

            fn get($self, slice: &str) -> Option<&str> {
                let $len = slice.len();
                if $valid { ($range).get(slice) } else { None }
            }

            fn get_mut($self, slice: &mut str) -> Option<&mut str> {
                let $len = slice.len();
                if $valid { ($range).get_mut(slice) } else { None }
            }

            #[track_caller]
            unsafe fn get_unchecked($self, slice: *const str) -> *const str {
                let $len = (slice as *const [u8]).len();
                unsafe { ($range).get_unchecked(slice) }
            }

            #[track_caller]
            unsafe fn get_unchecked_mut($self, slice: *mut str) -> *mut str {
                let $len = (slice as *mut [u8]).len();
                unsafe { ($range).get_unchecked_mut(slice) }
            }

            #[track_caller]
            fn index($self, slice: &str) -> &str {
                let $len = slice.len();
                if !$valid {
                    crate::panicking::panic("attempted to index str up to maximum usize");
                }
                ($range).index(slice)
            }

            #[track_caller]
            fn index_mut($self, slice: &mut str) -> &mut str {
                let $len = slice.len();
                if !$valid {
                    crate::panicking::panic("attempted to index str up to maximum usize");
                }
                ($range).index_mut(slice)
            }
        }
    };
}

by_range! { RangeTo<usize>, |self, len| true, 0..self.end }
by_range! { RangeFull, |self, len| true, 0..len }
by_range! { RangeInclusive<usize>, |self, len| self.end != usize::MAX, self.into_slice_range() }
by_range! { RangeToInclusive<usize>, |self, len| self.end != usize::MAX, 0..self.end + 1 }

unsafe impl SliceIndex<str> for RangeFrom<usize> {
    type Output = str;

    fn get(self, slice: &str) -> Option<&str> {
        if slice.is_char_boundary(self.start) { Some(unsafe { &*self.get_unchecked(slice) }) } else { None }
    }

    fn get_mut(self, slice: &mut str) -> Option<&mut str> {
        if slice.is_char_boundary(self.start) { Some(unsafe { &mut *self.get_unchecked_mut(slice) }) } else { None }
    }

    #[track_caller]
    unsafe fn get_unchecked(self, slice: *const str) -> *const str {
        let len = (slice as *const [u8]).len();
        unsafe { (self.start..len).get_unchecked(slice) }
    }

    #[track_caller]
    unsafe fn get_unchecked_mut(self, slice: *mut str) -> *mut str {
        let len = (slice as *mut [u8]).len();
        unsafe { (self.start..len).get_unchecked_mut(slice) }
    }

    #[track_caller]
    fn index(self, slice: &str) -> &str {
        if !slice.is_char_boundary(self.start) {
            slice_error_fail(slice, self.start, slice.len());
        }
        unsafe { &*self.get_unchecked(slice) }
    }

    #[track_caller]
    fn index_mut(self, slice: &mut str) -> &mut str {
        if !slice.is_char_boundary(self.start) {
            slice_error_fail(slice, self.start, slice.len());
        }
        unsafe { &mut *self.get_unchecked_mut(slice) }
    }
}
