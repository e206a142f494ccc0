//! The macros of `alloc`.

#[macro_export]
macro_rules! vec {
    () => ($crate::vec::Vec::new());
    ($elem:expr; $n:expr) => ($crate::vec::from_elem($elem, $n));
    ($($x:expr),+ $(,)?) => ($crate::slice::into_vec($crate::boxed::Box::new([$($x),+])));
}

#[macro_export]
macro_rules! format {
    ($($arg:tt)*) => ($crate::fmt::format($crate::__export::format_args!($($arg)*)));
}
