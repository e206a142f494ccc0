//! The end of the program.

use crate::fmt;
use crate::prelude::v1::*;
use crate::sys;

/// Ends the program with a code.
pub fn exit(code: i32) -> ! {
    crate::io::flush_at_exit();
    sys::exit(code)
}

/// Ends the program as if it had crashed.
pub fn abort() -> ! {
    unsafe { crate::intrinsics::abort() }
}

#[must_use]
pub fn id() -> u32 {
    1
}

/// What a program tells its caller.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ExitCode(u8);

impl ExitCode {
    pub const SUCCESS: ExitCode = ExitCode(0);
    pub const FAILURE: ExitCode = ExitCode(1);

    #[doc(hidden)]
    pub fn to_i32(self) -> i32 {
        self.0 as i32
    }

    pub fn exit_process(self) -> ! {
        exit(self.to_i32())
    }
}

impl From<u8> for ExitCode {
    fn from(code: u8) -> Self {
        ExitCode(code)
    }
}

/// What `main` may give back.
#[lang = "termination"]
#[diagnostic::on_unimplemented(message = "`main` has invalid return type `{Self}`", label = "`main` can only return types that implement `{Termination}`")]
pub trait Termination {
    /// The code it means.
    fn report(self) -> ExitCode;
}

impl Termination for () {
    fn report(self) -> ExitCode {
        ExitCode::SUCCESS
    }
}

impl Termination for ! {
    fn report(self) -> ExitCode {
        self
    }
}

impl Termination for ExitCode {
    fn report(self) -> ExitCode {
        self
    }
}

impl<T: Termination, E: fmt::Debug> Termination for Result<T, E> {
    fn report(self) -> ExitCode {
        match self {
            Ok(val) => val.report(),
            Err(err) => {
                crate::eprintln!("Error: {err:?}");
                ExitCode::FAILURE
            }
        }
    }
}
