//! What `format_args!` makes.

use super::*;

/// The text's place, or none asked for.
#[lang = "format_alignment"]
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum Alignment {
    /// `<`
    Left,
    /// `>`
    Right,
    /// `^`
    Center,
    /// Nothing was written.
    Unknown,
}

/// A width or precision.
#[lang = "format_count"]
#[derive(Copy, Clone)]
pub enum Count {
    /// A number.
    Is(usize),
    /// The value of an argument, by its index.
    Param(usize),
    /// Nothing was written.
    Implied,
}

impl Count {
    pub(super) fn value(self, args: &[Argument<'_>]) -> Option<usize> {
        match self {
            Count::Is(n) => Some(n),
            Count::Implied => None,
            Count::Param(i) => match args[i].kind {
                Kind::Count(n) => Some(n),
                _ => None,
            },
        }
    }
}

/// One `{..}` of a format string. `flags`: 1 `+`, 2 `-`, 4 `#`, 8 `0`, 16 `x?`, 32 `X?`.
#[lang = "format_placeholder"]
#[derive(Copy, Clone)]
pub struct Placeholder {
    pub position: usize,
    pub fill: char,
    pub align: Alignment,
    pub flags: u32,
    pub precision: Count,
    pub width: Count,
}

impl Placeholder {
    pub const fn new(position: usize, fill: char, align: Alignment, flags: u32, precision: Count, width: Count) -> Self {
        Placeholder { position, fill, align, flags, precision, width }
    }
}

/// One argument with what is to be called to format it.
#[lang = "format_argument"]
#[derive(Copy, Clone)]
pub struct Argument<'a> {
    pub(super) kind: Kind<'a>,
}

#[derive(Copy, Clone)]
pub(super) enum Kind<'a> {
    Display(&'a dyn Display),
    Debug(&'a dyn Debug),
    LowerHex(&'a dyn LowerHex),
    UpperHex(&'a dyn UpperHex),
    Octal(&'a dyn Octal),
    Binary(&'a dyn Binary),
    LowerExp(&'a dyn LowerExp),
    UpperExp(&'a dyn UpperExp),
    Pointer(&'a dyn Pointer),
    Count(usize),
}

impl<'a> Argument<'a> {
    pub const fn new_display<T: Display>(x: &'a T) -> Argument<'a> {
        Argument { kind: Kind::Display(x) }
    }

    pub const fn new_debug<T: Debug>(x: &'a T) -> Argument<'a> {
        Argument { kind: Kind::Debug(x) }
    }

    pub const fn new_lower_hex<T: LowerHex>(x: &'a T) -> Argument<'a> {
        Argument { kind: Kind::LowerHex(x) }
    }

    pub const fn new_upper_hex<T: UpperHex>(x: &'a T) -> Argument<'a> {
        Argument { kind: Kind::UpperHex(x) }
    }

    pub const fn new_octal<T: Octal>(x: &'a T) -> Argument<'a> {
        Argument { kind: Kind::Octal(x) }
    }

    pub const fn new_binary<T: Binary>(x: &'a T) -> Argument<'a> {
        Argument { kind: Kind::Binary(x) }
    }

    pub const fn new_lower_exp<T: LowerExp>(x: &'a T) -> Argument<'a> {
        Argument { kind: Kind::LowerExp(x) }
    }

    pub const fn new_upper_exp<T: UpperExp>(x: &'a T) -> Argument<'a> {
        Argument { kind: Kind::UpperExp(x) }
    }

    pub const fn new_pointer<T: Pointer>(x: &'a T) -> Argument<'a> {
        Argument { kind: Kind::Pointer(x) }
    }

    pub const fn from_usize(x: &'a usize) -> Argument<'a> {
        Argument { kind: Kind::Count(*x) }
    }

    pub(super) fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        match self.kind {
            Kind::Display(x) => x.fmt(f),
            Kind::Debug(x) => x.fmt(f),
            Kind::LowerHex(x) => x.fmt(f),
            Kind::UpperHex(x) => x.fmt(f),
            Kind::Octal(x) => x.fmt(f),
            Kind::Binary(x) => x.fmt(f),
            Kind::LowerExp(x) => x.fmt(f),
            Kind::UpperExp(x) => x.fmt(f),
            Kind::Pointer(x) => x.fmt(f),
            Kind::Count(x) => Display::fmt(&x, f),
        }
    }
}
