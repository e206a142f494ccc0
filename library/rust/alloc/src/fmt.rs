//! Formatting to strings.

pub use core::fmt::*;

use crate::string::String;

/// What `format!` does.
#[must_use]
#[inline(never)]
#[rustc_diagnostic_item = "alloc_fmt_format"]
pub fn format(args: Arguments<'_>) -> String {
    match args.as_str() {
        Some(text) => String::from(text),
        None => {
            let mut output = String::with_capacity(args.estimated_capacity());
            match write(&mut output, args) {
                Ok(()) => output,
                Err(_) => panic!("a formatting trait implementation returned an error when the underlying stream did not"),
            }
        }
    }
}
