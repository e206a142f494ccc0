//! What a panic tells.

use crate::cell::UnsafeCell;
use crate::fmt;
use crate::ops::{Deref, DerefMut};

/// The `panic!` of edition 2021 and later.
pub macro panic_2021 {
    () => ($crate::panicking::panic("explicit panic")),
    ("{}", $arg:expr $(,)?) => ($crate::panicking::panic_display(&$arg)),
    ($($t:tt)+) => ($crate::panicking::panic_fmt($crate::format_args!($($t)+))),
}

/// The `panic!` of editions 2015 and 2018.
pub macro panic_2015 {
    () => ($crate::panicking::panic("explicit panic")),
    ($msg:literal $(,)?) => ($crate::panicking::panic($msg)),
    ($msg:expr $(,)?) => ($crate::panicking::panic_str_2015($msg)),
    ($fmt:expr, $($arg:tt)+) => ($crate::panicking::panic_fmt($crate::format_args!($fmt, $($arg)+))),
}

/// A place in a source file.
#[derive(Copy, Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct Location<'a> {
    file: &'a str,
    line: u32,
    col: u32,
}

impl<'a> Location<'a> {
    #[must_use]
    #[track_caller]
    pub const fn caller() -> &'static Location<'static> {
        unsafe { crate::intrinsics::caller_location() }
    }

    #[must_use]
    pub const fn file(&self) -> &str {
        self.file
    }

    #[must_use]
    pub const fn line(&self) -> u32 {
        self.line
    }

    #[must_use]
    pub const fn column(&self) -> u32 {
        self.col
    }
}

impl fmt::Display for Location<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}:{}:{}", self.file, self.line, self.col)
    }
}

/// A panic's message and place.
pub struct PanicInfo<'a> {
    message: &'a fmt::Arguments<'a>,
    location: &'a Location<'a>,
    can_unwind: bool,
}

impl<'a> PanicInfo<'a> {
    #[doc(hidden)]
    pub fn new(message: &'a fmt::Arguments<'a>, location: &'a Location<'a>, can_unwind: bool) -> Self {
        PanicInfo { message, location, can_unwind }
    }

    #[must_use]
    pub fn message(&self) -> &fmt::Arguments<'_> {
        self.message
    }

    #[must_use]
    pub fn location(&self) -> Option<&Location<'_>> {
        Some(self.location)
    }
}

impl fmt::Display for PanicInfo<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("panicked at ")?;
        self.location.fmt(formatter)?;
        write!(formatter, ":\n{}", self.message)
    }
}

/// Types that are whole again after a panic went through.
#[rustc_diagnostic_item = "unwind_safe_trait"]
#[diagnostic::on_unimplemented(message = "the type `{Self}` may not be safely transferred across an unwind boundary", label = "`{Self}` may not be safely transferred across an unwind boundary")]
pub auto trait UnwindSafe {}

/// Types that are whole behind a reference after a panic went through.
#[rustc_diagnostic_item = "ref_unwind_safe_trait"]
#[diagnostic::on_unimplemented(message = "the type `{Self}` may contain interior mutability and a reference may not be safely transferrable across a catch_unwind boundary", label = "`{Self}` may contain interior mutability and a reference may not be safely transferrable across a catch_unwind boundary")]
pub auto trait RefUnwindSafe {}

impl<T: ?Sized> !UnwindSafe for &mut T {}
impl<T: RefUnwindSafe + ?Sized> UnwindSafe for &T {}
impl<T: RefUnwindSafe + ?Sized> UnwindSafe for *const T {}
impl<T: RefUnwindSafe + ?Sized> UnwindSafe for *mut T {}
impl<T: ?Sized> !RefUnwindSafe for UnsafeCell<T> {}

/// The user says that it is whole.
pub struct AssertUnwindSafe<T>(pub T);

impl<T> UnwindSafe for AssertUnwindSafe<T> {}
impl<T> RefUnwindSafe for AssertUnwindSafe<T> {}

impl<T> Deref for AssertUnwindSafe<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}

impl<T> DerefMut for AssertUnwindSafe<T> {
    fn deref_mut(&mut self) -> &mut T {
        &mut self.0
    }
}

impl<R, F: FnOnce() -> R> FnOnce<()> for AssertUnwindSafe<F> {
    type Output = R;

    extern "rust-call" fn call_once(self, _args: ()) -> R {
        (self.0)()
    }
}
