//! How a program panics.

use crate::fmt;
use crate::panic::{Location, PanicInfo};

unsafe extern "Rust" {
    /// In `std`: prints the message and unwinds.
    #[lang = "panic_impl"]
    fn rust_begin_unwind(message: fmt::Arguments<'_>, location: &'static Location<'static>, can_unwind: bool) -> !;
}

/// Panics with a message.
#[inline(never)]
#[track_caller]
#[lang = "panic_fmt"]
pub const fn panic_fmt(fmt: fmt::Arguments<'_>) -> ! {
    unsafe { rust_begin_unwind(fmt, Location::caller(), true) }
}

/// Panics with a message that aborts when it would unwind.
#[inline(never)]
#[track_caller]
pub fn panic_nounwind_fmt(fmt: fmt::Arguments<'_>) -> ! {
    unsafe { rust_begin_unwind(fmt, Location::caller(), false) }
}

/// Panics with fixed words.
#[inline(never)]
#[track_caller]
#[lang = "panic"]
pub const fn panic(expr: &'static str) -> ! {
    panic_fmt(fmt::Arguments::from_str(expr));
}

/// Panics with a value as message.
#[track_caller]
pub fn panic_display<T: fmt::Display>(x: &T) -> ! {
    panic_fmt(format_args!("{}", *x));
}

/// Panics with a text as message.
#[track_caller]
pub fn panic_str_2015(expr: &str) -> ! {
    panic_display(&expr);
}

#[inline(never)]
#[track_caller]
#[lang = "panic_bounds_check"]
fn panic_bounds_check(index: usize, len: usize) -> ! {
    panic!("index out of bounds: the len is {len} but the index is {index}")
}

#[inline(never)]
#[track_caller]
#[lang = "panic_nounwind"]
pub fn panic_nounwind(expr: &'static str) -> ! {
    panic_nounwind_fmt(fmt::Arguments::from_str(expr));
}

#[inline(never)]
#[track_caller]
#[lang = "panic_cannot_unwind"]
fn panic_cannot_unwind() -> ! {
    panic_nounwind("panic in a function that cannot unwind")
}

#[inline(never)]
#[track_caller]
#[lang = "panic_in_cleanup"]
fn panic_in_cleanup() -> ! {
    panic_nounwind("panic in a destructor during cleanup")
}

/// Which assertion failed.
#[derive(Debug)]
pub enum AssertKind {
    /// `assert_eq!`
    Eq,
    /// `assert_ne!`
    Ne,
    /// `assert_matches!`
    Match,
}

/// Panics for `assert_eq!` and `assert_ne!`.
#[inline(never)]
#[track_caller]
pub fn assert_failed<T, U>(kind: AssertKind, left: &T, right: &U, args: Option<fmt::Arguments<'_>>) -> !
where
    T: fmt::Debug + ?Sized,
    U: fmt::Debug + ?Sized,
{
    assert_failed_inner(kind, &left, &right, args)
}

#[inline(never)]
#[track_caller]
fn assert_failed_inner(kind: AssertKind, left: &dyn fmt::Debug, right: &dyn fmt::Debug, args: Option<fmt::Arguments<'_>>) -> ! {
    let op = match kind {
        AssertKind::Eq => "==",
        AssertKind::Ne => "!=",
        AssertKind::Match => "matches",
    };
    match args {
        Some(args) => panic!(
            "assertion `left {op} right` failed: {args}\n  left: {left:?}\n right: {right:?}"
        ),
        None => panic!("assertion `left {op} right` failed\n  left: {left:?}\n right: {right:?}"),
    }
}
