//! Characters.

use crate::convert::TryFrom;
use crate::fmt;
use crate::str::FromStr;
use crate::unicode;

pub const MAX: char = char::MAX;
pub const REPLACEMENT_CHARACTER: char = char::REPLACEMENT_CHARACTER;

#[must_use]
pub const fn from_u32(i: u32) -> Option<char> {
    if i > 0x10ffff || (i >= 0xd800 && i <= 0xdfff) { None } else { Some(unsafe { from_u32_unchecked(i) }) }
}

#[must_use]
pub const unsafe fn from_u32_unchecked(i: u32) -> char {
    unsafe { crate::intrinsics::transmute(i) }
}

#[must_use]
#[track_caller]
pub const fn from_digit(num: u32, radix: u32) -> Option<char> {
    if radix > 36 {
        crate::panicking::panic("from_digit: radix is too high (maximum 36)");
    }
    if num < radix {
        let num = num as u8;
        if num < 10 { Some((b'0' + num) as char) } else { Some((b'a' + num - 10) as char) }
    } else {
        None
    }
}

impl char {
    pub const MIN: char = '\0';
    pub const MAX: char = '\u{10FFFF}';
    pub const REPLACEMENT_CHARACTER: char = '\u{FFFD}';

    #[must_use]
    pub const fn from_u32(i: u32) -> Option<char> {
        from_u32(i)
    }

    #[must_use]
    pub const unsafe fn from_u32_unchecked(i: u32) -> char {
        unsafe { from_u32_unchecked(i) }
    }

    #[must_use]
    #[track_caller]
    pub const fn from_digit(num: u32, radix: u32) -> Option<char> {
        from_digit(num, radix)
    }

    #[must_use]
    #[track_caller]
    pub const fn is_digit(self, radix: u32) -> bool {
        self.to_digit(radix).is_some()
    }

    #[must_use = "this returns the result of the operation, without modifying the original"]
    #[track_caller]
    pub const fn to_digit(self, radix: u32) -> Option<u32> {
        if radix < 2 || radix > 36 {
            crate::panicking::panic("to_digit: invalid radix -- radix must be in the range 2 to 36 inclusive");
        }
        let digit = match self {
            '0'..='9' => self as u32 - '0' as u32,
            'a'..='z' => self as u32 - 'a' as u32 + 10,
            'A'..='Z' => self as u32 - 'A' as u32 + 10,
            _ => return None,
        };
        if digit < radix { Some(digit) } else { None }
    }

    #[must_use = "this returns the escaped char as an iterator, without modifying the original"]
    pub fn escape_unicode(self) -> EscapeUnicode {
        EscapeUnicode { chars: unicode_escape(self) }
    }

    pub(crate) fn escape_debug_ext(self, escape_single: bool, escape_double: bool) -> EscapeDebug {
        EscapeDebug { chars: debug_escape(self, escape_single, escape_double) }
    }

    #[must_use = "this returns the escaped char as an iterator, without modifying the original"]
    pub fn escape_debug(self) -> EscapeDebug {
        self.escape_debug_ext(true, true)
    }

    #[must_use = "this returns the escaped char as an iterator, without modifying the original"]
    pub fn escape_default(self) -> EscapeDefault {
        let chars = match self {
            '\t' => Chars::backslash('t'),
            '\r' => Chars::backslash('r'),
            '\n' => Chars::backslash('n'),
            '\\' | '\'' | '"' => Chars::backslash(self),
            '\x20'..='\x7e' => Chars::one(self),
            _ => unicode_escape(self),
        };
        EscapeDefault { chars }
    }

    #[must_use]
    pub const fn len_utf8(self) -> usize {
        let code = self as u32;
        if code < 0x80 {
            1
        } else if code < 0x800 {
            2
        } else if code < 0x10000 {
            3
        } else {
            4
        }
    }

    #[must_use]
    pub const fn len_utf16(self) -> usize {
        if self as u32 <= 0xffff { 1 } else { 2 }
    }

    #[track_caller]
    pub fn encode_utf8(self, dst: &mut [u8]) -> &mut str {
        let code = self as u32;
        let len = self.len_utf8();
        match len {
            1 => dst[0] = code as u8,
            2 => {
                dst[0] = (code >> 6) as u8 | 0xc0;
                dst[1] = (code & 0x3f) as u8 | 0x80;
            }
            3 => {
                dst[0] = (code >> 12) as u8 | 0xe0;
                dst[1] = (code >> 6 & 0x3f) as u8 | 0x80;
                dst[2] = (code & 0x3f) as u8 | 0x80;
            }
            _ => {
                dst[0] = (code >> 18) as u8 | 0xf0;
                dst[1] = (code >> 12 & 0x3f) as u8 | 0x80;
                dst[2] = (code >> 6 & 0x3f) as u8 | 0x80;
                dst[3] = (code & 0x3f) as u8 | 0x80;
            }
        }
        unsafe { crate::str::from_utf8_unchecked_mut(&mut dst[..len]) }
    }

    #[track_caller]
    pub fn encode_utf16(self, dst: &mut [u16]) -> &mut [u16] {
        let mut code = self as u32;
        if code <= 0xffff {
            dst[0] = code as u16;
            &mut dst[..1]
        } else {
            code -= 0x10000;
            dst[0] = 0xd800 | (code >> 10) as u16;
            dst[1] = 0xdc00 | (code & 0x3ff) as u16;
            &mut dst[..2]
        }
    }

    #[must_use]
    pub fn is_alphabetic(self) -> bool {
        match self {
            'a'..='z' | 'A'..='Z' => true,
            c => c > '\x7f' && unicode::is_alphabetic(c),
        }
    }

    #[must_use]
    pub fn is_lowercase(self) -> bool {
        match self {
            'a'..='z' => true,
            c => c > '\x7f' && unicode::is_lowercase(c),
        }
    }

    #[must_use]
    pub fn is_uppercase(self) -> bool {
        match self {
            'A'..='Z' => true,
            c => c > '\x7f' && unicode::is_uppercase(c),
        }
    }

    #[must_use]
    pub fn is_whitespace(self) -> bool {
        match self {
            ' ' | '\x09'..='\x0d' => true,
            c => c > '\x7f' && unicode::is_whitespace(c),
        }
    }

    #[must_use]
    pub fn is_alphanumeric(self) -> bool {
        self.is_alphabetic() || self.is_numeric()
    }

    #[must_use]
    pub fn is_control(self) -> bool {
        matches!(self, '\0'..='\x1f' | '\x7f'..='\u{9f}')
    }

    #[must_use]
    pub fn is_numeric(self) -> bool {
        match self {
            '0'..='9' => true,
            c => c > '\x7f' && unicode::is_numeric(c),
        }
    }

    #[must_use = "this returns the lowercase character as a new iterator, without modifying the original"]
    pub fn to_lowercase(self) -> ToLowercase {
        ToLowercase { chars: Chars::mapped(unicode::to_lower(self)) }
    }

    #[must_use = "this returns the uppercase character as a new iterator, without modifying the original"]
    pub fn to_uppercase(self) -> ToUppercase {
        ToUppercase { chars: Chars::mapped(unicode::to_upper(self)) }
    }

    #[must_use]
    pub const fn is_ascii(&self) -> bool {
        *self as u32 <= 0x7f
    }

    #[must_use = "to uppercase the value in-place, use `make_ascii_uppercase()`"]
    pub const fn to_ascii_uppercase(&self) -> char {
        if self.is_ascii_lowercase() { (*self as u8 - 32) as char } else { *self }
    }

    #[must_use = "to lowercase the value in-place, use `make_ascii_lowercase()`"]
    pub const fn to_ascii_lowercase(&self) -> char {
        if self.is_ascii_uppercase() { (*self as u8 + 32) as char } else { *self }
    }

    #[must_use]
    pub const fn eq_ignore_ascii_case(&self, other: &char) -> bool {
        self.to_ascii_lowercase() as u32 == other.to_ascii_lowercase() as u32
    }

    pub const fn make_ascii_uppercase(&mut self) {
        *self = self.to_ascii_uppercase();
    }

    pub const fn make_ascii_lowercase(&mut self) {
        *self = self.to_ascii_lowercase();
    }
}

macro_rules! ascii_classes {
    ($($name:ident $pattern:pat,)*) => {
        impl char {
            $(
                #[must_use]
                pub const fn $name(&self) -> bool {
                    matches!(*self, $pattern)
                }
            )*
        }
    };
}

ascii_classes! {
    is_ascii_alphabetic 'A'..='Z' | 'a'..='z',
    is_ascii_uppercase 'A'..='Z',
    is_ascii_lowercase 'a'..='z',
    is_ascii_alphanumeric '0'..='9' | 'A'..='Z' | 'a'..='z',
    is_ascii_digit '0'..='9',
    is_ascii_hexdigit '0'..='9' | 'A'..='F' | 'a'..='f',
    is_ascii_punctuation '!'..='/' | ':'..='@' | '['..='`' | '{'..='~',
    is_ascii_graphic '!'..='~',
    is_ascii_whitespace '\t' | '\n' | '\x0C' | '\r' | ' ',
    is_ascii_control '\0'..='\x1F' | '\x7F',
}

/// A few characters in a row.
#[derive(Clone, Debug)]
struct Chars {
    chars: [char; 10],
    at: usize,
    end: usize,
}

impl Chars {
    fn new(from: &[char]) -> Chars {
        let mut chars = ['\0'; 10];
        let mut i = 0;
        while i < from.len() {
            chars[i] = from[i];
            i += 1;
        }
        Chars { chars, at: 0, end: i }
    }

    fn one(c: char) -> Chars {
        Chars::new(&[c])
    }

    fn backslash(c: char) -> Chars {
        Chars::new(&['\\', c])
    }

    fn mapped(chars: [char; 3]) -> Chars {
        let len = if chars[1] == '\0' {
            1
        } else if chars[2] == '\0' {
            2
        } else {
            3
        };
        Chars::new(&chars[..len])
    }
}

fn unicode_escape(c: char) -> Chars {
    let mut out = ['\0'; 10];
    out[0] = '\\';
    out[1] = 'u';
    out[2] = '{';
    let code = c as u32;
    let digits = (32 - (code | 1).leading_zeros() + 3) / 4;
    let mut i = 0;
    while i < digits {
        let digit = code >> (4 * (digits - 1 - i)) & 15;
        out[3 + i as usize] = match from_digit(digit, 16) {
            Some(c) => c,
            None => '0',
        };
        i += 1;
    }
    out[3 + digits as usize] = '}';
    Chars::new(&out[..4 + digits as usize])
}

fn debug_escape(c: char, escape_single: bool, escape_double: bool) -> Chars {
    match c {
        '\0' => Chars::backslash('0'),
        '\t' => Chars::backslash('t'),
        '\r' => Chars::backslash('r'),
        '\n' => Chars::backslash('n'),
        '\\' => Chars::backslash('\\'),
        '"' if escape_double => Chars::backslash('"'),
        '\'' if escape_single => Chars::backslash('\''),
        _ if unicode::is_grapheme_extended(c) => unicode_escape(c),
        _ if unicode::is_printable(c) => Chars::one(c),
        _ => unicode_escape(c),
    }
}

macro_rules! char_iterators {
    ($($name:ident)*) => { $(
        #[derive(Clone, Debug)]
        pub struct $name {
            chars: Chars,
        }

        impl Iterator for $name {
            type Item = char;

            fn next(&mut self) -> Option<char> {
                if self.chars.at == self.chars.end {
                    None
                } else {
                    self.chars.at += 1;
                    Some(self.chars.chars[self.chars.at - 1])
                }
            }

            fn size_hint(&self) -> (usize, Option<usize>) {
                let n = self.chars.end - self.chars.at;
                (n, Some(n))
            }
        }

        impl DoubleEndedIterator for $name {
            fn next_back(&mut self) -> Option<char> {
                if self.chars.at == self.chars.end {
                    None
                } else {
                    self.chars.end -= 1;
                    Some(self.chars.chars[self.chars.end])
                }
            }
        }

        impl ExactSizeIterator for $name {}

        impl crate::iter::FusedIterator for $name {}

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                let mut i = self.chars.at;
                while i < self.chars.end {
                    fmt::Write::write_char(f, self.chars.chars[i])?;
                    i += 1;
                }
                Ok(())
            }
        }
    )* };
}

char_iterators! { EscapeUnicode EscapeDebug EscapeDefault ToLowercase ToUppercase }

/// The number is no character.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub struct CharTryFromError(());

impl fmt::Display for CharTryFromError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        "converted integer out of range for `char`".fmt(f)
    }
}

impl TryFrom<u32> for char {
    type Error = CharTryFromError;

    fn try_from(i: u32) -> Result<char, CharTryFromError> {
        from_u32(i).ok_or(CharTryFromError(()))
    }
}

/// The character does not fit.
#[derive(Debug, Copy, Clone, PartialEq, Eq)]
pub struct TryFromCharError(());

impl fmt::Display for TryFromCharError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        "unicode code point out of range".fmt(f)
    }
}

impl TryFrom<char> for u8 {
    type Error = TryFromCharError;

    fn try_from(c: char) -> Result<u8, TryFromCharError> {
        if c as u32 <= 0xff { Ok(c as u32 as u8) } else { Err(TryFromCharError(())) }
    }
}

impl TryFrom<char> for u16 {
    type Error = TryFromCharError;

    fn try_from(c: char) -> Result<u16, TryFromCharError> {
        if c as u32 <= 0xffff { Ok(c as u32 as u16) } else { Err(TryFromCharError(())) }
    }
}

/// The text is not one character.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParseCharError {
    kind: CharErrorKind,
}

#[derive(Copy, Clone, Debug, PartialEq, Eq)]
enum CharErrorKind {
    EmptyString,
    TooManyChars,
}

impl fmt::Display for ParseCharError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.kind {
            CharErrorKind::EmptyString => "cannot parse char from empty string",
            CharErrorKind::TooManyChars => "too many characters in string",
        }
        .fmt(f)
    }
}

impl FromStr for char {
    type Err = ParseCharError;

    fn from_str(s: &str) -> Result<char, ParseCharError> {
        let mut chars = s.chars();
        match (chars.next(), chars.next()) {
            (None, _) => Err(ParseCharError { kind: CharErrorKind::EmptyString }),
            (Some(c), None) => Ok(c),
            _ => Err(ParseCharError { kind: CharErrorKind::TooManyChars }),
        }
    }
}
