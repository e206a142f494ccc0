//! Strings and the heap.

use crate::borrow::ToOwned;
use crate::boxed::Box;
use crate::string::String;
use crate::vec::Vec;

pub use core::str::*;

impl ToOwned for str {
    type Owned = String;

    #[track_caller]
    fn to_owned(&self) -> String {
        String::from(self)
    }
}

impl str {
    #[rustc_allow_incoherent_impl]
    pub fn into_boxed_bytes(self: Box<str>) -> Box<[u8]> {
        unsafe { Box::from_raw(Box::into_raw(self) as *mut [u8]) }
    }

    #[rustc_allow_incoherent_impl]
    #[must_use = "this returns the replaced string as a new allocation, without modifying the original"]
    pub fn replace<P: Pattern>(&self, from: P, to: &str) -> String {
        let mut result = String::with_capacity(self.len());
        let mut last_end = 0;
        for (start, part) in self.match_indices(from) {
            result.push_str(&self[last_end..start]);
            result.push_str(to);
            last_end = start + part.len();
        }
        result.push_str(&self[last_end..]);
        result
    }

    #[rustc_allow_incoherent_impl]
    #[must_use = "this returns the replaced string as a new allocation, without modifying the original"]
    pub fn replacen<P: Pattern>(&self, pat: P, to: &str, count: usize) -> String {
        let mut result = String::with_capacity(32);
        let mut last_end = 0;
        for (start, part) in self.match_indices(pat).take(count) {
            result.push_str(&self[last_end..start]);
            result.push_str(to);
            last_end = start + part.len();
        }
        result.push_str(&self[last_end..]);
        result
    }

    #[rustc_allow_incoherent_impl]
    #[must_use = "this returns the lowercase string as a new String, without modifying the original"]
    pub fn to_lowercase(&self) -> String {
        let mut s = String::with_capacity(self.len());
        for (i, c) in self.char_indices() {
            if c == 'Σ' {
                // A sigma at the end of a word has a form of its own (Unicode, 3.13, Final_Sigma).
                s.push(if is_final_sigma(self, i) { 'ς' } else { 'σ' });
            } else {
                s.extend(c.to_lowercase());
            }
        }
        s
    }

    #[rustc_allow_incoherent_impl]
    #[must_use = "this returns the uppercase string as a new String, without modifying the original"]
    pub fn to_uppercase(&self) -> String {
        let mut s = String::with_capacity(self.len());
        for c in self.chars() {
            s.extend(c.to_uppercase());
        }
        s
    }

    #[rustc_allow_incoherent_impl]
    pub fn into_string(self: Box<str>) -> String {
        unsafe { String::from_utf8_unchecked(crate::slice::into_vec(self.into_boxed_bytes())) }
    }

    #[rustc_allow_incoherent_impl]
    #[must_use]
    #[track_caller]
    pub fn repeat(&self, n: usize) -> String {
        unsafe { String::from_utf8_unchecked(self.as_bytes().repeat(n)) }
    }

    #[rustc_allow_incoherent_impl]
    #[must_use = "to uppercase the value in-place, use `make_ascii_uppercase()`"]
    pub fn to_ascii_uppercase(&self) -> String {
        let mut s = self.to_owned();
        s.make_ascii_uppercase();
        s
    }

    #[rustc_allow_incoherent_impl]
    #[must_use = "to lowercase the value in-place, use `make_ascii_lowercase()`"]
    pub fn to_ascii_lowercase(&self) -> String {
        let mut s = self.to_owned();
        s.make_ascii_lowercase();
        s
    }
}

fn is_final_sigma(text: &str, at: usize) -> bool {
    let cased_before = text[..at].chars().rev().find(|c| !ignorable(*c)).is_some_and(|c| c.is_lowercase() || c.is_uppercase());
    let cased_after = text[at + 2..].chars().find(|c| !ignorable(*c)).is_some_and(|c| c.is_lowercase() || c.is_uppercase());
    cased_before && !cased_after
}

fn ignorable(c: char) -> bool {
    matches!(c, '\'' | '.' | ':' | '^' | '`' | '\u{ad}' | '\u{b7}' | '\u{2019}' | '\u{300}'..='\u{36f}')
}

#[must_use]
pub unsafe fn from_boxed_utf8_unchecked(v: Box<[u8]>) -> Box<str> {
    unsafe { Box::from_raw(Box::into_raw(v) as *mut str) }
}
