//! Values as text.

mod builders;
mod float;
mod num;
pub mod rt;

use crate::cell::{Cell, Ref, RefCell, RefMut, UnsafeCell};
use crate::marker::PhantomData;
use crate::mem;
use crate::result;

pub use self::builders::{DebugList, DebugMap, DebugSet, DebugStruct, DebugTuple, FromFn, from_fn};

pub(crate) mod macros {
    /// Implements `Debug`.
    #[rustc_builtin_macro]
    pub macro Debug($item:item) {}
}

pub use self::macros::Debug;

/// On which side of a text the fill goes.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum Alignment {
    /// The text to the left.
    Left,
    /// The text to the right.
    Right,
    /// The text in the middle.
    Center,
}

/// What formatting gives.
pub type Result = result::Result<(), Error>;

/// Formatting failed; why, only the writer knows.
#[derive(Copy, Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct Error;

impl Display for Error {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        Display::fmt("an error occurred when formatting an argument", f)
    }
}

/// What text is written to.
#[rustc_diagnostic_item = "FmtWrite"]
pub trait Write {
    /// Writes a text.
    fn write_str(&mut self, s: &str) -> Result;

    /// Writes a character.
    fn write_char(&mut self, c: char) -> Result {
        self.write_str(c.encode_utf8(&mut [0; 4]))
    }

    /// Writes what `format_args!` made.
    fn write_fmt(&mut self, args: Arguments<'_>) -> Result
    where
        Self: Sized,
    {
        write(self, args)
    }
}

impl<W: Write + ?Sized> Write for &mut W {
    fn write_str(&mut self, s: &str) -> Result {
        (**self).write_str(s)
    }

    fn write_char(&mut self, c: char) -> Result {
        (**self).write_char(c)
    }
}

impl dyn Write + '_ {
    /// Writes what `format_args!` made.
    pub fn write_fmt(&mut self, args: Arguments<'_>) -> Result {
        write(self, args)
    }
}

/// What a format string's `{:...}` asks for.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub struct FormattingOptions {
    flags: u32,
    fill: char,
    align: rt::Alignment,
    width: Option<usize>,
    precision: Option<usize>,
}

impl FormattingOptions {
    pub const fn new() -> Self {
        FormattingOptions { flags: 0, fill: ' ', align: rt::Alignment::Unknown, width: None, precision: None }
    }
}

/// Where a value writes itself to, and how it is asked to.
#[rustc_diagnostic_item = "Formatter"]
pub struct Formatter<'a> {
    options: FormattingOptions,
    buf: &'a mut (dyn Write + 'a),
}

/// A format string with its arguments.
///
/// `format_args!("a{}b{:>5}", x, y)` means `Arguments::new_formatted(&["a", "b"], &[rt::Argument::new_display(&x),
/// rt::Argument::new_display(&y)], &[rt::Placeholder { .. }, ..])`; without any specification it is `Arguments::new(pieces, args)`,
/// and without arguments `Arguments::from_str(text)`. A piece stands before each placeholder, perhaps an empty one, and one may
/// stand after the last.
#[lang = "format_arguments"]
#[derive(Copy, Clone)]
pub struct Arguments<'a> {
    pieces: &'a [&'static str],
    placeholders: Option<&'a [rt::Placeholder]>,
    args: &'a [rt::Argument<'a>],
    text: Option<&'static str>,
}

impl<'a> Arguments<'a> {
    /// Each argument once, in order, without any specification.
    pub const fn new(pieces: &'a [&'static str], args: &'a [rt::Argument<'a>]) -> Arguments<'a> {
        Arguments { pieces, placeholders: None, args, text: None }
    }

    /// Arguments as the placeholders say.
    pub const fn new_formatted(pieces: &'a [&'static str], args: &'a [rt::Argument<'a>], placeholders: &'a [rt::Placeholder]) -> Arguments<'a> {
        Arguments { pieces, placeholders: Some(placeholders), args, text: None }
    }

    /// Only words.
    pub const fn from_str(s: &'static str) -> Arguments<'a> {
        Arguments { pieces: &[], placeholders: None, args: &[], text: Some(s) }
    }

    /// The words, when there are no arguments.
    #[must_use]
    pub const fn as_str(&self) -> Option<&'static str> {
        self.text
    }

    #[doc(hidden)]
    pub fn estimated_capacity(&self) -> usize {
        if let Some(text) = self.text {
            return text.len();
        }
        let mut length = 0;
        for piece in self.pieces {
            length += piece.len();
        }
        if self.args.is_empty() {
            length
        } else if length < 16 && !self.pieces.is_empty() && self.pieces[0].is_empty() {
            0
        } else {
            length * 2
        }
    }
}

impl Debug for Arguments<'_> {
    fn fmt(&self, fmt: &mut Formatter<'_>) -> Result {
        Display::fmt(self, fmt)
    }
}

impl Display for Arguments<'_> {
    fn fmt(&self, fmt: &mut Formatter<'_>) -> Result {
        write(fmt.buf, *self)
    }
}

/// Writes what `format_args!` made.
pub fn write(output: &mut dyn Write, args: Arguments<'_>) -> Result {
    if let Some(text) = args.text {
        return output.write_str(text);
    }
    let mut formatter = Formatter { options: FormattingOptions::new(), buf: output };
    let mut index = 0;
    match args.placeholders {
        None => {
            while index < args.args.len() {
                let piece = args.pieces[index];
                if !piece.is_empty() {
                    formatter.buf.write_str(piece)?;
                }
                args.args[index].fmt(&mut formatter)?;
                index += 1;
            }
        }
        Some(placeholders) => {
            while index < placeholders.len() {
                let piece = args.pieces[index];
                if !piece.is_empty() {
                    formatter.buf.write_str(piece)?;
                }
                let placeholder = &placeholders[index];
                formatter.options.flags = placeholder.flags;
                formatter.options.fill = placeholder.fill;
                formatter.options.align = placeholder.align;
                formatter.options.width = placeholder.width.value(args.args);
                formatter.options.precision = placeholder.precision.value(args.args);
                args.args[placeholder.position].fmt(&mut formatter)?;
                index += 1;
            }
        }
    }
    if index < args.pieces.len() {
        formatter.buf.write_str(args.pieces[index])?;
    }
    Ok(())
}

/// Text for programmers: `{:?}`.
#[rustc_diagnostic_item = "Debug"]
#[diagnostic::on_unimplemented(message = "`{Self}` doesn't implement `{Debug}`", label = "`{Self}` cannot be formatted using `{{:?}}` because it doesn't implement `{Debug}`")]
pub trait Debug {
    /// Writes it.
    fn fmt(&self, f: &mut Formatter<'_>) -> Result;
}

/// Text for users: `{}`.
#[rustc_diagnostic_item = "Display"]
#[diagnostic::on_unimplemented(message = "`{Self}` doesn't implement `{Display}`", label = "`{Self}` cannot be formatted with the default formatter")]
pub trait Display {
    /// Writes it.
    fn fmt(&self, f: &mut Formatter<'_>) -> Result;
}

/// `{:o}`
pub trait Octal {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result;
}

/// `{:b}`
pub trait Binary {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result;
}

/// `{:x}`
pub trait LowerHex {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result;
}

/// `{:X}`
pub trait UpperHex {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result;
}

/// `{:p}`
#[rustc_diagnostic_item = "Pointer"]
pub trait Pointer {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result;
}

/// `{:e}`
pub trait LowerExp {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result;
}

/// `{:E}`
pub trait UpperExp {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result;
}

const SIGN_PLUS: u32 = 1;
const SIGN_MINUS: u32 = 2;
const ALTERNATE: u32 = 4;
const ZERO_PAD: u32 = 8;
const DEBUG_LOWER_HEX: u32 = 16;
const DEBUG_UPPER_HEX: u32 = 32;

impl<'a> Formatter<'a> {
    pub fn new(write: &'a mut (dyn Write + 'a), options: FormattingOptions) -> Self {
        Formatter { options, buf: write }
    }

    /// The same options for another writer.
    fn wrap_buf<'b, 'c, F>(&'b mut self, wrap: F) -> Formatter<'c>
    where
        'b: 'c,
        F: FnOnce(&'b mut (dyn Write + 'b)) -> &'c mut (dyn Write + 'c),
    {
        Formatter { options: self.options, buf: wrap(self.buf) }
    }

    /// A number's digits with sign, prefix and padding.
    pub fn pad_integral(&mut self, is_nonnegative: bool, prefix: &str, buf: &str) -> Result {
        let mut width = buf.len();
        let mut sign = None;
        if !is_nonnegative {
            sign = Some('-');
            width += 1;
        } else if self.sign_plus() {
            sign = Some('+');
            width += 1;
        }
        let prefix = if self.alternate() {
            width += prefix.chars().count();
            Some(prefix)
        } else {
            None
        };

        match self.options.width {
            Some(min) if width < min => {
                if self.sign_aware_zero_pad() {
                    let old = self.options;
                    self.options.fill = '0';
                    self.options.align = rt::Alignment::Right;
                    write_prefix(self, sign, prefix)?;
                    let post_padding = self.padding(min - width, Alignment::Right)?;
                    self.buf.write_str(buf)?;
                    post_padding.write(self)?;
                    self.options = old;
                    Ok(())
                } else {
                    let post_padding = self.padding(min - width, Alignment::Right)?;
                    write_prefix(self, sign, prefix)?;
                    self.buf.write_str(buf)?;
                    post_padding.write(self)
                }
            }
            _ => {
                write_prefix(self, sign, prefix)?;
                self.buf.write_str(buf)
            }
        }
    }

    /// A text, cut to the precision and padded to the width.
    pub fn pad(&mut self, s: &str) -> Result {
        if self.options.width.is_none() && self.options.precision.is_none() {
            return self.buf.write_str(s);
        }
        let s = match self.options.precision {
            Some(max) => match s.char_indices().nth(max) {
                Some((i, _)) => &s[..i],
                None => s,
            },
            None => s,
        };
        match self.options.width {
            None => self.buf.write_str(s),
            Some(width) => {
                let chars_count = s.chars().count();
                if chars_count >= width {
                    self.buf.write_str(s)
                } else {
                    let post_padding = self.padding(width - chars_count, Alignment::Left)?;
                    self.buf.write_str(s)?;
                    post_padding.write(self)
                }
            }
        }
    }

    /// Writes the fill before, and tells what comes after.
    fn padding(&mut self, padding: usize, default: Alignment) -> result::Result<PostPadding, Error> {
        let align = match self.options.align {
            rt::Alignment::Unknown => default,
            rt::Alignment::Left => Alignment::Left,
            rt::Alignment::Right => Alignment::Right,
            rt::Alignment::Center => Alignment::Center,
        };
        let before = match align {
            Alignment::Left => 0,
            Alignment::Right => padding,
            Alignment::Center => padding / 2,
        };
        let mut i = 0;
        while i < before {
            self.buf.write_char(self.options.fill)?;
            i += 1;
        }
        Ok(PostPadding { fill: self.options.fill, padding: padding - before })
    }

    /// A number of digits that may be followed by zeros, with sign, padded.
    pub(crate) fn pad_number(&mut self, sign: &str, digits: &str, zeros: usize) -> Result {
        let len = sign.len() + digits.len() + zeros;
        let mut zero_padding = 0;
        let mut post = PostPadding { fill: ' ', padding: 0 };
        if let Some(width) = self.options.width {
            if len < width {
                if self.sign_aware_zero_pad() {
                    zero_padding = width - len;
                } else {
                    post = self.padding(width - len, Alignment::Right)?;
                }
            }
        }
        if !sign.is_empty() {
            self.buf.write_str(sign)?;
        }
        while zero_padding > 0 {
            self.buf.write_str("0")?;
            zero_padding -= 1;
        }
        self.buf.write_str(digits)?;
        let mut left = zeros;
        while left > 0 {
            self.buf.write_str("0")?;
            left -= 1;
        }
        post.write(self)
    }

    pub fn write_str(&mut self, data: &str) -> Result {
        self.buf.write_str(data)
    }

    pub fn write_fmt(&mut self, fmt: Arguments<'_>) -> Result {
        if let Some(s) = fmt.text { self.buf.write_str(s) } else { write(self.buf, fmt) }
    }

    #[must_use]
    pub fn fill(&self) -> char {
        self.options.fill
    }

    #[must_use]
    pub fn align(&self) -> Option<Alignment> {
        match self.options.align {
            rt::Alignment::Left => Some(Alignment::Left),
            rt::Alignment::Right => Some(Alignment::Right),
            rt::Alignment::Center => Some(Alignment::Center),
            rt::Alignment::Unknown => None,
        }
    }

    #[must_use]
    pub fn width(&self) -> Option<usize> {
        self.options.width
    }

    #[must_use]
    pub fn precision(&self) -> Option<usize> {
        self.options.precision
    }

    #[must_use]
    pub fn sign_plus(&self) -> bool {
        self.options.flags & SIGN_PLUS != 0
    }

    #[must_use]
    pub fn sign_minus(&self) -> bool {
        self.options.flags & SIGN_MINUS != 0
    }

    #[must_use]
    pub fn alternate(&self) -> bool {
        self.options.flags & ALTERNATE != 0
    }

    #[must_use]
    pub fn sign_aware_zero_pad(&self) -> bool {
        self.options.flags & ZERO_PAD != 0
    }

    fn debug_lower_hex(&self) -> bool {
        self.options.flags & DEBUG_LOWER_HEX != 0
    }

    fn debug_upper_hex(&self) -> bool {
        self.options.flags & DEBUG_UPPER_HEX != 0
    }

    pub fn debug_struct<'b>(&'b mut self, name: &str) -> DebugStruct<'b, 'a> {
        builders::debug_struct_new(self, name)
    }

    pub fn debug_tuple<'b>(&'b mut self, name: &str) -> DebugTuple<'b, 'a> {
        builders::debug_tuple_new(self, name)
    }

    pub fn debug_list<'b>(&'b mut self) -> DebugList<'b, 'a> {
        builders::debug_list_new(self)
    }

    pub fn debug_set<'b>(&'b mut self) -> DebugSet<'b, 'a> {
        builders::debug_set_new(self)
    }

    pub fn debug_map<'b>(&'b mut self) -> DebugMap<'b, 'a> {
        builders::debug_map_new(self)
    }

    // What `#[derive(Debug)]` calls.

    #[doc(hidden)]
    pub fn debug_struct_field1_finish<'b>(&'b mut self, name: &str, name1: &str, value1: &dyn Debug) -> Result {
        let mut builder = builders::debug_struct_new(self, name);
        builder.field(name1, value1);
        builder.finish()
    }

    #[doc(hidden)]
    pub fn debug_struct_field2_finish<'b>(&'b mut self, name: &str, name1: &str, value1: &dyn Debug, name2: &str, value2: &dyn Debug) -> Result {
        let mut builder = builders::debug_struct_new(self, name);
        builder.field(name1, value1);
        builder.field(name2, value2);
        builder.finish()
    }

    #[doc(hidden)]
    pub fn debug_struct_field3_finish<'b>(
        &'b mut self,
        name: &str,
        name1: &str,
        value1: &dyn Debug,
        name2: &str,
        value2: &dyn Debug,
        name3: &str,
        value3: &dyn Debug,
    ) -> Result {
        let mut builder = builders::debug_struct_new(self, name);
        builder.field(name1, value1);
        builder.field(name2, value2);
        builder.field(name3, value3);
        builder.finish()
    }

    #[doc(hidden)]
    pub fn debug_struct_field4_finish<'b>(
        &'b mut self,
        name: &str,
        name1: &str,
        value1: &dyn Debug,
        name2: &str,
        value2: &dyn Debug,
        name3: &str,
        value3: &dyn Debug,
        name4: &str,
        value4: &dyn Debug,
    ) -> Result {
        let mut builder = builders::debug_struct_new(self, name);
        builder.field(name1, value1);
        builder.field(name2, value2);
        builder.field(name3, value3);
        builder.field(name4, value4);
        builder.finish()
    }

    #[doc(hidden)]
    pub fn debug_struct_field5_finish<'b>(
        &'b mut self,
        name: &str,
        name1: &str,
        value1: &dyn Debug,
        name2: &str,
        value2: &dyn Debug,
        name3: &str,
        value3: &dyn Debug,
        name4: &str,
        value4: &dyn Debug,
        name5: &str,
        value5: &dyn Debug,
    ) -> Result {
        let mut builder = builders::debug_struct_new(self, name);
        builder.field(name1, value1);
        builder.field(name2, value2);
        builder.field(name3, value3);
        builder.field(name4, value4);
        builder.field(name5, value5);
        builder.finish()
    }

    #[doc(hidden)]
    pub fn debug_struct_fields_finish<'b>(&'b mut self, name: &str, names: &[&str], values: &[&dyn Debug]) -> Result {
        let mut builder = builders::debug_struct_new(self, name);
        let mut i = 0;
        while i < names.len() {
            builder.field(names[i], values[i]);
            i += 1;
        }
        builder.finish()
    }

    #[doc(hidden)]
    pub fn debug_tuple_field1_finish<'b>(&'b mut self, name: &str, value1: &dyn Debug) -> Result {
        let mut builder = builders::debug_tuple_new(self, name);
        builder.field(value1);
        builder.finish()
    }

    #[doc(hidden)]
    pub fn debug_tuple_field2_finish<'b>(&'b mut self, name: &str, value1: &dyn Debug, value2: &dyn Debug) -> Result {
        let mut builder = builders::debug_tuple_new(self, name);
        builder.field(value1);
        builder.field(value2);
        builder.finish()
    }

    #[doc(hidden)]
    pub fn debug_tuple_field3_finish<'b>(&'b mut self, name: &str, value1: &dyn Debug, value2: &dyn Debug, value3: &dyn Debug) -> Result {
        let mut builder = builders::debug_tuple_new(self, name);
        builder.field(value1);
        builder.field(value2);
        builder.field(value3);
        builder.finish()
    }

    #[doc(hidden)]
    pub fn debug_tuple_field4_finish<'b>(
        &'b mut self,
        name: &str,
        value1: &dyn Debug,
        value2: &dyn Debug,
        value3: &dyn Debug,
        value4: &dyn Debug,
    ) -> Result {
        let mut builder = builders::debug_tuple_new(self, name);
        builder.field(value1);
        builder.field(value2);
        builder.field(value3);
        builder.field(value4);
        builder.finish()
    }

    #[doc(hidden)]
    pub fn debug_tuple_field5_finish<'b>(
        &'b mut self,
        name: &str,
        value1: &dyn Debug,
        value2: &dyn Debug,
        value3: &dyn Debug,
        value4: &dyn Debug,
        value5: &dyn Debug,
    ) -> Result {
        let mut builder = builders::debug_tuple_new(self, name);
        builder.field(value1);
        builder.field(value2);
        builder.field(value3);
        builder.field(value4);
        builder.field(value5);
        builder.finish()
    }

    #[doc(hidden)]
    pub fn debug_tuple_fields_finish<'b>(&'b mut self, name: &str, values: &[&dyn Debug]) -> Result {
        let mut builder = builders::debug_tuple_new(self, name);
        for value in values {
            builder.field(value);
        }
        builder.finish()
    }
}

fn write_prefix(f: &mut Formatter<'_>, sign: Option<char>, prefix: Option<&str>) -> Result {
    if let Some(c) = sign {
        f.buf.write_char(c)?;
    }
    if let Some(prefix) = prefix { f.buf.write_str(prefix) } else { Ok(()) }
}

/// Fill that is still to come.
struct PostPadding {
    fill: char,
    padding: usize,
}

impl PostPadding {
    fn write(self, f: &mut Formatter<'_>) -> Result {
        let mut i = 0;
        while i < self.padding {
            f.buf.write_char(self.fill)?;
            i += 1;
        }
        Ok(())
    }
}

impl Write for Formatter<'_> {
    fn write_str(&mut self, s: &str) -> Result {
        self.buf.write_str(s)
    }

    fn write_char(&mut self, c: char) -> Result {
        self.buf.write_char(c)
    }

    fn write_fmt(&mut self, args: Arguments<'_>) -> Result {
        write(self.buf, args)
    }
}

macro_rules! fmt_refs {
    ($($tr:ident),*) => { $(
        impl<T: ?Sized + $tr> $tr for &T {
            fn fmt(&self, f: &mut Formatter<'_>) -> Result {
                $tr::fmt(&**self, f)
            }
        }

        impl<T: ?Sized + $tr> $tr for &mut T {
            fn fmt(&self, f: &mut Formatter<'_>) -> Result {
                $tr::fmt(&**self, f)
            }
        }
    )* };
}

fmt_refs! { Debug, Display, Octal, Binary, LowerHex, UpperHex, LowerExp, UpperExp }

impl Debug for ! {
    fn fmt(&self, _: &mut Formatter<'_>) -> Result {
        *self
    }
}

impl Display for ! {
    fn fmt(&self, _: &mut Formatter<'_>) -> Result {
        *self
    }
}

impl Debug for bool {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        Display::fmt(self, f)
    }
}

impl Display for bool {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        Display::fmt(if *self { "true" } else { "false" }, f)
    }
}

impl Debug for str {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        f.write_char('"')?;
        let mut from = 0;
        for (i, c) in self.char_indices() {
            if c >= ' ' && c <= '~' && c != '"' && c != '\\' {
                continue;
            }
            let esc = c.escape_debug_ext(false, true);
            if esc.len() != 1 {
                f.write_str(&self[from..i])?;
                for c in esc {
                    f.write_char(c)?;
                }
                from = i + c.len_utf8();
            }
        }
        f.write_str(&self[from..])?;
        f.write_char('"')
    }
}

impl Display for str {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        f.pad(self)
    }
}

impl Debug for char {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        f.write_char('\'')?;
        for c in self.escape_debug_ext(true, false) {
            f.write_char(c)?;
        }
        f.write_char('\'')
    }
}

impl Display for char {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        if f.options.width.is_none() && f.options.precision.is_none() {
            f.write_char(*self)
        } else {
            f.pad(self.encode_utf8(&mut [0; 4]))
        }
    }
}

pub(crate) fn pointer_fmt_inner(ptr_addr: usize, f: &mut Formatter<'_>) -> Result {
    let old = f.options;
    // `{:#p}` pads with zeros to the full width of an address.
    if f.alternate() {
        f.options.flags |= ZERO_PAD;
        if f.options.width.is_none() {
            f.options.width = Some((usize::BITS / 4) as usize + 2);
        }
    }
    f.options.flags |= ALTERNATE;
    let result = LowerHex::fmt(&ptr_addr, f);
    f.options = old;
    result
}

impl<T: ?Sized> Pointer for &T {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        pointer_fmt_inner(*self as *const T as *const () as usize, f)
    }
}

impl<T: ?Sized> Pointer for &mut T {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        pointer_fmt_inner(&**self as *const T as *const () as usize, f)
    }
}

macro_rules! fn_pointers {
    ($(($($arg:ident)*))*) => {
        $(
            impl<Ret, $($arg),*> Pointer for fn($($arg),*) -> Ret {
                fn fmt(&self, f: &mut Formatter<'_>) -> Result {
                    pointer_fmt_inner(*self as usize, f)
                }
            }

            impl<Ret, $($arg),*> Debug for fn($($arg),*) -> Ret {
                fn fmt(&self, f: &mut Formatter<'_>) -> Result {
                    pointer_fmt_inner(*self as usize, f)
                }
            }
        )*
    };
}

fn_pointers! { () (A) (A B) (A B C) (A B C D) (A B C D E) }

impl<Ret, A: ?Sized> Debug for for<'a> fn(&'a A) -> Ret {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        pointer_fmt_inner(*self as usize, f)
    }
}

impl<Ret, A: ?Sized> Debug for for<'a> fn(&'a mut A) -> Ret {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        pointer_fmt_inner(*self as usize, f)
    }
}

impl<T: Debug> Debug for [T] {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        f.debug_list().entries(self.iter()).finish()
    }
}

impl Debug for () {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        f.pad("()")
    }
}

impl<T: ?Sized> Debug for PhantomData<T> {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        write!(f, "PhantomData<{}>", crate::any::type_name::<T>())
    }
}
