//! ASCII.

macro_rules! byte_methods {
    ($($name:ident $pattern:pat,)*) => {
        impl u8 {
            $(
                #[must_use]
                pub const fn $name(&self) -> bool {
                    matches!(*self, $pattern)
                }
            )*

            #[must_use]
            pub const fn is_ascii(&self) -> bool {
                *self < 128
            }

            #[must_use = "to uppercase the value in-place, use `make_ascii_uppercase()`"]
            pub const fn to_ascii_uppercase(&self) -> u8 {
                if self.is_ascii_lowercase() { *self - 32 } else { *self }
            }

            #[must_use = "to lowercase the value in-place, use `make_ascii_lowercase()`"]
            pub const fn to_ascii_lowercase(&self) -> u8 {
                if self.is_ascii_uppercase() { *self + 32 } else { *self }
            }

            pub const fn make_ascii_uppercase(&mut self) {
                *self = self.to_ascii_uppercase();
            }

            pub const fn make_ascii_lowercase(&mut self) {
                *self = self.to_ascii_lowercase();
            }

            #[must_use]
            pub const fn eq_ignore_ascii_case(&self, other: &u8) -> bool {
                self.to_ascii_lowercase() == other.to_ascii_lowercase()
            }

            #[must_use = "this returns the escaped byte as an iterator, without modifying the original"]
            pub fn escape_ascii(self) -> EscapeDefault {
                escape_default(self)
            }
        }
    };
}

byte_methods! {
    is_ascii_alphabetic b'A'..=b'Z' | b'a'..=b'z',
    is_ascii_uppercase b'A'..=b'Z',
    is_ascii_lowercase b'a'..=b'z',
    is_ascii_alphanumeric b'0'..=b'9' | b'A'..=b'Z' | b'a'..=b'z',
    is_ascii_digit b'0'..=b'9',
    is_ascii_hexdigit b'0'..=b'9' | b'A'..=b'F' | b'a'..=b'f',
    is_ascii_punctuation b'!'..=b'/' | b':'..=b'@' | b'['..=b'`' | b'{'..=b'~',
    is_ascii_graphic b'!'..=b'~',
    is_ascii_whitespace b'\t' | b'\n' | b'\x0C' | b'\r' | b' ',
    is_ascii_control b'\0'..=b'\x1F' | b'\x7F',
}

/// The escaped form of a byte.
#[derive(Clone)]
pub struct EscapeDefault {
    bytes: [u8; 4],
    at: usize,
    len: usize,
}

/// The escaped form of a byte.
pub fn escape_default(c: u8) -> EscapeDefault {
    let hex = b"0123456789abcdef";
    let (bytes, len) = match c {
        b'\t' => ([b'\\', b't', 0, 0], 2),
        b'\r' => ([b'\\', b'r', 0, 0], 2),
        b'\n' => ([b'\\', b'n', 0, 0], 2),
        b'\\' => ([b'\\', b'\\', 0, 0], 2),
        b'\'' => ([b'\\', b'\'', 0, 0], 2),
        b'"' => ([b'\\', b'"', 0, 0], 2),
        b'\x20'..=b'\x7e' => ([c, 0, 0, 0], 1),
        _ => ([b'\\', b'x', hex[(c >> 4) as usize], hex[(c & 15) as usize]], 4),
    };
    EscapeDefault { bytes, at: 0, len }
}

impl Iterator for EscapeDefault {
    type Item = u8;

    fn next(&mut self) -> Option<u8> {
        if self.at < self.len {
            self.at += 1;
            Some(self.bytes[self.at - 1])
        } else {
            None
        }
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        (self.len - self.at, Some(self.len - self.at))
    }
}

impl ExactSizeIterator for EscapeDefault {}
