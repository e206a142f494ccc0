//! A growing string.

use core::borrow::{Borrow, BorrowMut};
use core::error::Error;
use core::fmt::{self, Write};
use core::hash::{Hash, Hasher};
use core::iter::FusedIterator;
use core::ops::{self, Add, AddAssign, Bound, Deref, DerefMut, Index, IndexMut, RangeBounds};
use core::slice::{self, SliceIndex};
use core::str::{self, Chars, FromStr, Pattern, Utf8Error};

use crate::borrow::{Cow, ToOwned};
use crate::boxed::Box;
use crate::vec::Vec;

/// A growing string of UTF-8 on the heap.
#[derive(PartialEq, PartialOrd, Eq, Ord)]
#[lang = "String"]
pub struct String {
    vec: Vec<u8>,
}

/// Bytes that are no UTF-8.
#[derive(Debug, PartialEq, Eq, Clone)]
pub struct FromUtf8Error {
    bytes: Vec<u8>,
    error: Utf8Error,
}

/// Numbers that are no UTF-16.
#[derive(Debug)]
pub struct FromUtf16Error(());

impl String {
    #[must_use]
    #[rustc_diagnostic_item = "string_new"]
    pub const fn new() -> String {
        String { vec: Vec::new() }
    }

    #[must_use]
    #[track_caller]
    pub fn with_capacity(capacity: usize) -> String {
        String { vec: Vec::with_capacity(capacity) }
    }

    pub fn from_utf8(vec: Vec<u8>) -> Result<String, FromUtf8Error> {
        match str::from_utf8(&vec) {
            Ok(..) => Ok(String { vec }),
            Err(e) => Err(FromUtf8Error { bytes: vec, error: e }),
        }
    }

    #[must_use]
    pub fn from_utf8_lossy(v: &[u8]) -> Cow<'_, str> {
        let mut rest = v;
        let mut result = String::new();
        loop {
            match str::from_utf8(rest) {
                Ok(valid) => {
                    if result.is_empty() && rest.len() == v.len() {
                        return Cow::Borrowed(valid);
                    }
                    result.push_str(valid);
                    return Cow::Owned(result);
                }
                Err(error) => {
                    let (valid, after) = rest.split_at(error.valid_up_to());
                    result.push_str(unsafe { str::from_utf8_unchecked(valid) });
                    result.push('\u{FFFD}');
                    match error.error_len() {
                        Some(len) => rest = &after[len..],
                        None => return Cow::Owned(result),
                    }
                }
            }
        }
    }

    pub fn from_utf16(v: &[u16]) -> Result<String, FromUtf16Error> {
        let mut ret = String::with_capacity(v.len());
        let mut i = 0;
        while i < v.len() {
            let unit = v[i] as u32;
            i += 1;
            let code = if unit & 0xf800 != 0xd800 {
                unit
            } else if unit < 0xdc00 && i < v.len() && v[i] as u32 & 0xfc00 == 0xdc00 {
                i += 1;
                0x10000 + ((unit & 0x3ff) << 10 | v[i - 1] as u32 & 0x3ff)
            } else {
                return Err(FromUtf16Error(()));
            };
            ret.push(unsafe { char::from_u32_unchecked(code) });
        }
        Ok(ret)
    }

    #[must_use]
    pub unsafe fn from_utf8_unchecked(bytes: Vec<u8>) -> String {
        String { vec: bytes }
    }

    #[must_use = "`self` will be dropped if the result is not used"]
    pub fn into_bytes(self) -> Vec<u8> {
        self.vec
    }

    #[must_use]
    #[rustc_diagnostic_item = "string_as_str"]
    pub const fn as_str(&self) -> &str {
        unsafe { str::from_utf8_unchecked(self.vec.as_slice()) }
    }

    #[must_use]
    pub const fn as_mut_str(&mut self) -> &mut str {
        unsafe { str::from_utf8_unchecked_mut(self.vec.as_mut_slice()) }
    }

    #[track_caller]
    #[rustc_diagnostic_item = "string_push_str"]
    pub fn push_str(&mut self, string: &str) {
        let count = string.len();
        self.vec.reserve(count);
        unsafe {
            let len = self.vec.len();
            core::ptr::copy_nonoverlapping(string.as_ptr(), self.vec.as_mut_ptr().add(len), count);
            self.vec.set_len(len + count);
        }
    }

    #[track_caller]
    pub fn extend_from_within<R: RangeBounds<usize>>(&mut self, src: R) {
        let range = slice::range(src, self.len());
        let part = String::from(&self[range]);
        self.push_str(&part);
    }

    #[must_use]
    pub fn capacity(&self) -> usize {
        self.vec.capacity()
    }

    #[track_caller]
    pub fn reserve(&mut self, additional: usize) {
        self.vec.reserve(additional)
    }

    #[track_caller]
    pub fn reserve_exact(&mut self, additional: usize) {
        self.vec.reserve_exact(additional)
    }

    #[track_caller]
    pub fn shrink_to_fit(&mut self) {
        self.vec.shrink_to_fit()
    }

    #[track_caller]
    pub fn shrink_to(&mut self, min_capacity: usize) {
        self.vec.shrink_to(min_capacity)
    }

    #[track_caller]
    pub fn push(&mut self, ch: char) {
        match ch.len_utf8() {
            1 => self.vec.push(ch as u8),
            _ => self.push_str(ch.encode_utf8(&mut [0; 4])),
        }
    }

    #[must_use]
    pub const fn as_bytes(&self) -> &[u8] {
        self.vec.as_slice()
    }

    #[track_caller]
    pub fn truncate(&mut self, new_len: usize) {
        if new_len <= self.len() {
            assert!(self.is_char_boundary(new_len));
            self.vec.truncate(new_len)
        }
    }

    pub fn pop(&mut self) -> Option<char> {
        let ch = self.chars().next_back()?;
        let newlen = self.len() - ch.len_utf8();
        unsafe { self.vec.set_len(newlen) };
        Some(ch)
    }

    #[track_caller]
    pub fn remove(&mut self, idx: usize) -> char {
        let ch = match self[idx..].chars().next() {
            Some(ch) => ch,
            None => panic!("cannot remove a char from the end of a string"),
        };
        let next = idx + ch.len_utf8();
        self.vec.drain(idx..next);
        ch
    }

    pub fn retain<F: FnMut(char) -> bool>(&mut self, mut f: F) {
        let mut kept = String::with_capacity(self.len());
        for c in self.chars() {
            if f(c) {
                kept.push(c);
            }
        }
        let len = kept.len();
        unsafe {
            core::ptr::copy_nonoverlapping(kept.as_ptr(), self.vec.as_mut_ptr(), len);
            self.vec.set_len(len);
        }
    }

    #[track_caller]
    pub fn insert(&mut self, idx: usize, ch: char) {
        assert!(self.is_char_boundary(idx));
        self.insert_bytes(idx, ch.encode_utf8(&mut [0; 4]).as_bytes());
    }

    #[track_caller]
    fn insert_bytes(&mut self, idx: usize, bytes: &[u8]) {
        let len = self.len();
        let amt = bytes.len();
        self.vec.reserve(amt);
        unsafe {
            let base = self.vec.as_mut_ptr();
            core::ptr::copy(base.add(idx) as *const u8, base.add(idx + amt), len - idx);
            core::ptr::copy_nonoverlapping(bytes.as_ptr(), base.add(idx), amt);
            self.vec.set_len(len + amt);
        }
    }

    #[track_caller]
    pub fn insert_str(&mut self, idx: usize, string: &str) {
        assert!(self.is_char_boundary(idx));
        self.insert_bytes(idx, string.as_bytes());
    }

    pub unsafe fn as_mut_vec(&mut self) -> &mut Vec<u8> {
        &mut self.vec
    }

    #[must_use]
    #[rustc_diagnostic_item = "string_len"]
    pub const fn len(&self) -> usize {
        self.vec.len()
    }

    #[must_use]
    #[rustc_diagnostic_item = "string_is_empty"]
    pub const fn is_empty(&self) -> bool {
        self.len() == 0
    }

    #[must_use = "use `.truncate()` if you don't need the other half"]
    #[track_caller]
    pub fn split_off(&mut self, at: usize) -> String {
        assert!(self.is_char_boundary(at));
        let other = self.vec.split_off(at);
        unsafe { String::from_utf8_unchecked(other) }
    }

    pub fn clear(&mut self) {
        self.vec.clear()
    }

    #[track_caller]
    pub fn drain<R: RangeBounds<usize>>(&mut self, range: R) -> Drain<'_> {
        let range = slice::range(range, self.len());
        assert!(self.is_char_boundary(range.start));
        assert!(self.is_char_boundary(range.end));
        let text = String::from(&self[range.start..range.end]);
        Drain { string: self, start: range.start, end: range.end, chars: text.chars().collect::<Vec<char>>().into_iter() }
    }

    #[track_caller]
    pub fn replace_range<R: RangeBounds<usize>>(&mut self, range: R, replace_with: &str) {
        let range = slice::range(range, self.len());
        assert!(self.is_char_boundary(range.start));
        assert!(self.is_char_boundary(range.end));
        self.vec.splice(range, replace_with.bytes());
    }

    #[must_use = "`self` will be dropped if the result is not used"]
    #[track_caller]
    pub fn into_boxed_str(self) -> Box<str> {
        let slice = self.vec.into_boxed_slice();
        unsafe { crate::str::from_boxed_utf8_unchecked(slice) }
    }

    pub fn leak<'a>(self) -> &'a mut str {
        let slice = self.vec.leak();
        unsafe { str::from_utf8_unchecked_mut(slice) }
    }
}

impl FromUtf8Error {
    #[must_use]
    pub fn as_bytes(&self) -> &[u8] {
        &self.bytes[..]
    }

    #[must_use = "`self` will be dropped if the result is not used"]
    pub fn into_bytes(self) -> Vec<u8> {
        self.bytes
    }

    #[must_use]
    pub fn utf8_error(&self) -> Utf8Error {
        self.error
    }
}

impl fmt::Display for FromUtf8Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.error, f)
    }
}

impl fmt::Display for FromUtf16Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt("invalid utf-16: lone surrogate found", f)
    }
}

impl Error for FromUtf8Error {}
impl Error for FromUtf16Error {}

impl Clone for String {
    #[track_caller]
    fn clone(&self) -> Self {
        String::from(self.as_str())
    }
}

impl FromIterator<char> for String {
    fn from_iter<I: IntoIterator<Item = char>>(iter: I) -> String {
        let mut buf = String::new();
        buf.extend(iter);
        buf
    }
}

impl<'a> FromIterator<&'a char> for String {
    fn from_iter<I: IntoIterator<Item = &'a char>>(iter: I) -> String {
        let mut buf = String::new();
        buf.extend(iter);
        buf
    }
}

impl<'a> FromIterator<&'a str> for String {
    fn from_iter<I: IntoIterator<Item = &'a str>>(iter: I) -> String {
        let mut buf = String::new();
        buf.extend(iter);
        buf
    }
}

impl FromIterator<String> for String {
    fn from_iter<I: IntoIterator<Item = String>>(iter: I) -> String {
        let mut iterator = iter.into_iter();
        match iterator.next() {
            None => String::new(),
            Some(mut buf) => {
                buf.extend(iterator);
                buf
            }
        }
    }
}

impl FromIterator<Box<str>> for String {
    fn from_iter<I: IntoIterator<Item = Box<str>>>(iter: I) -> String {
        let mut buf = String::new();
        for s in iter {
            buf.push_str(&s);
        }
        buf
    }
}

impl<'a> FromIterator<Cow<'a, str>> for String {
    fn from_iter<I: IntoIterator<Item = Cow<'a, str>>>(iter: I) -> String {
        let mut buf = String::new();
        for s in iter {
            buf.push_str(&s);
        }
        buf
    }
}

impl Extend<char> for String {
    fn extend<I: IntoIterator<Item = char>>(&mut self, iter: I) {
        let iterator = iter.into_iter();
        let (lower_bound, _) = iterator.size_hint();
        self.reserve(lower_bound);
        for c in iterator {
            self.push(c);
        }
    }
}

impl<'a> Extend<&'a char> for String {
    fn extend<I: IntoIterator<Item = &'a char>>(&mut self, iter: I) {
        for c in iter {
            self.push(*c);
        }
    }
}

impl<'a> Extend<&'a str> for String {
    fn extend<I: IntoIterator<Item = &'a str>>(&mut self, iter: I) {
        for s in iter {
            self.push_str(s);
        }
    }
}

impl Extend<String> for String {
    fn extend<I: IntoIterator<Item = String>>(&mut self, iter: I) {
        for s in iter {
            self.push_str(&s);
        }
    }
}

macro_rules! string_eq {
    ($($lhs:ty, $rhs:ty;)*) => { $(
        impl<'a, 'b> PartialEq<$rhs> for $lhs {
            fn eq(&self, other: &$rhs) -> bool {
                PartialEq::eq(&self[..], &other[..])
            }
        }

        impl<'a, 'b> PartialEq<$lhs> for $rhs {
            fn eq(&self, other: &$lhs) -> bool {
                PartialEq::eq(&self[..], &other[..])
            }
        }
    )* };
}

string_eq! {
    String, str;
    String, &'a str;
}

impl<'a> PartialEq<Cow<'a, str>> for String {
    fn eq(&self, other: &Cow<'a, str>) -> bool {
        self[..] == other[..]
    }
}

impl<'a> PartialEq<Cow<'a, str>> for str {
    fn eq(&self, other: &Cow<'a, str>) -> bool {
        *self == other[..]
    }
}

impl<'a, 'b> PartialEq<Cow<'a, str>> for &'b str {
    fn eq(&self, other: &Cow<'a, str>) -> bool {
        **self == other[..]
    }
}

impl Default for String {
    fn default() -> String {
        String::new()
    }
}

impl fmt::Display for String {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&**self, f)
    }
}

impl fmt::Debug for String {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&**self, f)
    }
}

impl Hash for String {
    fn hash<H: Hasher>(&self, hasher: &mut H) {
        (**self).hash(hasher)
    }
}

impl Add<&str> for String {
    type Output = String;

    #[track_caller]
    fn add(mut self, other: &str) -> String {
        self.push_str(other);
        self
    }
}

impl AddAssign<&str> for String {
    #[track_caller]
    fn add_assign(&mut self, other: &str) {
        self.push_str(other);
    }
}

impl<I: SliceIndex<str>> Index<I> for String {
    type Output = I::Output;

    #[track_caller]
    fn index(&self, index: I) -> &I::Output {
        index.index(self.as_str())
    }
}

impl<I: SliceIndex<str>> IndexMut<I> for String {
    #[track_caller]
    fn index_mut(&mut self, index: I) -> &mut I::Output {
        index.index_mut(self.as_mut_str())
    }
}

impl Deref for String {
    type Target = str;

    fn deref(&self) -> &str {
        self.as_str()
    }
}

impl DerefMut for String {
    fn deref_mut(&mut self) -> &mut str {
        self.as_mut_str()
    }
}

impl FromStr for String {
    type Err = core::convert::Infallible;

    fn from_str(s: &str) -> Result<String, Self::Err> {
        Ok(String::from(s))
    }
}

/// A value as a string; everything that can be displayed has it.
#[rustc_diagnostic_item = "ToString"]
pub trait ToString {
    #[rustc_diagnostic_item = "to_string_method"]
    fn to_string(&self) -> String;
}

impl<T: fmt::Display + ?Sized> ToString for T {
    #[track_caller]
    fn to_string(&self) -> String {
        let mut buf = String::new();
        match fmt::Write::write_fmt(&mut buf, format_args!("{}", DisplayRef(self))) {
            Ok(()) => buf,
            Err(_) => panic!("a Display implementation returned an error unexpectedly: Error"),
        }
    }
}

/// A reference, so that what has no size can be an argument too.
struct DisplayRef<'a, T: ?Sized>(&'a T);

impl<T: fmt::Display + ?Sized> fmt::Display for DisplayRef<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl AsRef<str> for String {
    fn as_ref(&self) -> &str {
        self
    }
}

impl AsMut<str> for String {
    fn as_mut(&mut self) -> &mut str {
        self
    }
}

impl AsRef<[u8]> for String {
    fn as_ref(&self) -> &[u8] {
        self.as_bytes()
    }
}

impl Borrow<str> for String {
    fn borrow(&self) -> &str {
        &self[..]
    }
}

impl BorrowMut<str> for String {
    fn borrow_mut(&mut self) -> &mut str {
        &mut self[..]
    }
}

impl From<&str> for String {
    #[track_caller]
    fn from(s: &str) -> String {
        let mut string = String::with_capacity(s.len());
        string.push_str(s);
        string
    }
}

impl From<&mut str> for String {
    #[track_caller]
    fn from(s: &mut str) -> String {
        String::from(&*s)
    }
}

impl From<&String> for String {
    #[track_caller]
    fn from(s: &String) -> String {
        s.clone()
    }
}

impl From<Box<str>> for String {
    fn from(s: Box<str>) -> String {
        s.into_string()
    }
}

impl<'a> From<Cow<'a, str>> for String {
    fn from(s: Cow<'a, str>) -> String {
        s.into_owned()
    }
}

impl From<char> for String {
    #[track_caller]
    fn from(c: char) -> String {
        let mut string = String::new();
        string.push(c);
        string
    }
}

impl From<String> for Vec<u8> {
    fn from(string: String) -> Vec<u8> {
        string.into_bytes()
    }
}

impl fmt::Write for String {
    fn write_str(&mut self, s: &str) -> fmt::Result {
        self.push_str(s);
        Ok(())
    }

    fn write_char(&mut self, c: char) -> fmt::Result {
        self.push(c);
        Ok(())
    }
}

impl Pattern for &String {
    fn find_in(&mut self, text: &str, from: usize) -> Option<(usize, usize)> {
        let mut inner: &str = &self[..];
        inner.find_in(text, from)
    }

    fn rfind_in(&mut self, text: &str, to: usize) -> Option<(usize, usize)> {
        let mut inner: &str = &self[..];
        inner.rfind_in(text, to)
    }

    fn prefix_of(&mut self, text: &str) -> Option<usize> {
        let mut inner: &str = &self[..];
        inner.prefix_of(text)
    }

    fn suffix_of(&mut self, text: &str) -> Option<usize> {
        let mut inner: &str = &self[..];
        inner.suffix_of(text)
    }
}

/// A part of a string taken out, character by character.
pub struct Drain<'a> {
    string: &'a mut String,
    start: usize,
    end: usize,
    chars: crate::vec::IntoIter<char>,
}

impl Drop for Drain<'_> {
    fn drop(&mut self) {
        self.string.vec.drain(self.start..self.end);
    }
}

impl Iterator for Drain<'_> {
    type Item = char;

    fn next(&mut self) -> Option<char> {
        self.chars.next()
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.chars.size_hint()
    }
}

impl DoubleEndedIterator for Drain<'_> {
    fn next_back(&mut self) -> Option<char> {
        self.chars.next_back()
    }
}

impl FusedIterator for Drain<'_> {}
