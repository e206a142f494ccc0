//! The macros of `core` that are written by rules; the others are built in.

#[macro_export]
macro_rules! panic {
    () => { $crate::panicking::panic("explicit panic") };
    ("{}", $arg:expr $(,)?) => { $crate::panicking::panic_display(&$arg) };
    ($($arg:tt)+) => { $crate::panicking::panic_fmt($crate::format_args!($($arg)+)) };
}

#[macro_export]
macro_rules! assert_eq {
    ($left:expr, $right:expr $(,)?) => {
        match (&$left, &$right) {
            (left_val, right_val) => {
                if !(*left_val == *right_val) {
                    let kind = $crate::panicking::AssertKind::Eq;
                    $crate::panicking::assert_failed(kind, &*left_val, &*right_val, $crate::option::Option::None);
                }
            }
        }
    };
    ($left:expr, $right:expr, $($arg:tt)+) => {
        match (&$left, &$right) {
            (left_val, right_val) => {
                if !(*left_val == *right_val) {
                    let kind = $crate::panicking::AssertKind::Eq;
                    $crate::panicking::assert_failed(kind, &*left_val, &*right_val, $crate::option::Option::Some($crate::format_args!($($arg)+)));
                }
            }
        }
    };
}

#[macro_export]
macro_rules! assert_ne {
    ($left:expr, $right:expr $(,)?) => {
        match (&$left, &$right) {
            (left_val, right_val) => {
                if *left_val == *right_val {
                    let kind = $crate::panicking::AssertKind::Ne;
                    $crate::panicking::assert_failed(kind, &*left_val, &*right_val, $crate::option::Option::None);
                }
            }
        }
    };
    ($left:expr, $right:expr, $($arg:tt)+) => {
        match (&$left, &$right) {
            (left_val, right_val) => {
                if *left_val == *right_val {
                    let kind = $crate::panicking::AssertKind::Ne;
                    $crate::panicking::assert_failed(kind, &*left_val, &*right_val, $crate::option::Option::Some($crate::format_args!($($arg)+)));
                }
            }
        }
    };
}

#[macro_export]
macro_rules! debug_assert {
    ($($arg:tt)*) => { if $crate::cfg!(debug_assertions) { $crate::assert!($($arg)*); } };
}

#[macro_export]
macro_rules! debug_assert_eq {
    ($($arg:tt)*) => { if $crate::cfg!(debug_assertions) { $crate::assert_eq!($($arg)*); } };
}

#[macro_export]
macro_rules! debug_assert_ne {
    ($($arg:tt)*) => { if $crate::cfg!(debug_assertions) { $crate::assert_ne!($($arg)*); } };
}

#[macro_export]
macro_rules! matches {
    ($expression:expr, $pattern:pat $(if $guard:expr)? $(,)?) => {
        match $expression {
            $pattern $(if $guard)? => true,
            _ => false,
        }
    };
}

#[macro_export]
macro_rules! write {
    ($dst:expr, $($arg:tt)*) => { $dst.write_fmt($crate::format_args!($($arg)*)) };
}

#[macro_export]
macro_rules! writeln {
    ($dst:expr $(,)?) => { $crate::write!($dst, "\n") };
    ($dst:expr, $($arg:tt)*) => { $dst.write_fmt($crate::format_args_nl!($($arg)*)) };
}

#[macro_export]
macro_rules! unreachable {
    () => { $crate::panicking::panic("internal error: entered unreachable code") };
    ($fmt:expr $(,)?) => { $crate::panicking::panic_fmt($crate::format_args!($crate::concat!("internal error: entered unreachable code: ", $fmt))) };
    ($fmt:expr, $($arg:tt)*) => { $crate::panicking::panic_fmt($crate::format_args!($crate::concat!("internal error: entered unreachable code: ", $fmt), $($arg)*)) };
}

#[macro_export]
macro_rules! unimplemented {
    () => { $crate::panicking::panic("not implemented") };
    ($($arg:tt)+) => { $crate::panicking::panic_fmt($crate::format_args!("not implemented: {}", $crate::format_args!($($arg)+))) };
}

#[macro_export]
macro_rules! todo {
    () => { $crate::panicking::panic("not yet implemented") };
    ($($arg:tt)+) => { $crate::panicking::panic_fmt($crate::format_args!("not yet implemented: {}", $crate::format_args!($($arg)+))) };
}

#[macro_export]
macro_rules! r#try {
    ($expr:expr $(,)?) => {
        match $expr {
            $crate::result::Result::Ok(val) => val,
            $crate::result::Result::Err(err) => return $crate::result::Result::Err($crate::convert::From::from(err)),
        }
    };
}

#[rustc_builtin_macro]
#[macro_export]
macro_rules! assert { ($($arg:tt)*) => {}; }

#[rustc_builtin_macro]
#[macro_export]
macro_rules! format_args { ($($arg:tt)*) => {}; }

#[rustc_builtin_macro]
#[macro_export]
macro_rules! format_args_nl { ($($arg:tt)*) => {}; }

#[rustc_builtin_macro]
#[macro_export]
macro_rules! const_format_args { ($($arg:tt)*) => {}; }

#[rustc_builtin_macro]
#[macro_export]
macro_rules! concat { ($($arg:tt)*) => {}; }

#[rustc_builtin_macro]
#[macro_export]
macro_rules! stringify { ($($arg:tt)*) => {}; }

#[rustc_builtin_macro]
#[macro_export]
macro_rules! line { () => {}; }

#[rustc_builtin_macro]
#[macro_export]
macro_rules! column { () => {}; }

#[rustc_builtin_macro]
#[macro_export]
macro_rules! file { () => {}; }

#[rustc_builtin_macro]
#[macro_export]
macro_rules! module_path { () => {}; }

#[rustc_builtin_macro]
#[macro_export]
macro_rules! cfg { ($($arg:tt)*) => {}; }

#[rustc_builtin_macro]
#[macro_export]
macro_rules! compile_error { ($($arg:tt)*) => {}; }

#[rustc_builtin_macro]
#[macro_export]
macro_rules! env { ($($arg:tt)*) => {}; }

#[rustc_builtin_macro]
#[macro_export]
macro_rules! option_env { ($($arg:tt)*) => {}; }

#[rustc_builtin_macro]
#[macro_export]
macro_rules! include { ($($arg:tt)*) => {}; }

#[rustc_builtin_macro]
#[macro_export]
macro_rules! include_str { ($($arg:tt)*) => {}; }

#[rustc_builtin_macro]
#[macro_export]
macro_rules! include_bytes { ($($arg:tt)*) => {}; }

/// Macros that stand before items.
pub(crate) mod attributes {
    /// Implements traits.
    #[rustc_builtin_macro]
    pub macro derive($item:item) {}

    /// A unit test.
    #[rustc_builtin_macro]
    pub macro test($item:item) {}

    /// The allocator of the program.
    #[rustc_builtin_macro]
    pub macro global_allocator($item:item) {}
}
