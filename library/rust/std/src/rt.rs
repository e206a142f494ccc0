//! The start of the program.

use crate::panic;
use crate::prelude::v1::*;
use crate::process::Termination;
use crate::sys;

/// Calls `main` and ends with the code that its result means; 101 when it panicked.
#[lang = "start"]
fn lang_start<T: Termination + 'static>(main: fn() -> T, _argc: isize, _argv: *const *const u8, _sigpipe: u8) -> isize {
    let code = match panic::catch_unwind(move || main().report().to_i32()) {
        Ok(code) => code,
        Err(_) => 101,
    };
    crate::thread::drop_values();
    crate::io::flush_at_exit();
    sys::exit(code)
}
