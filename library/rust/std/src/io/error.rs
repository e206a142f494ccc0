//! What can go wrong with input and output.

use crate::error;
use crate::fmt;
use crate::prelude::v1::*;
use crate::result;

/// What input and output give.
pub type Result<T> = result::Result<T, Error>;

/// An error of input or output.
pub struct Error {
    repr: Repr,
}

enum Repr {
    Os(i32),
    Simple(ErrorKind),
    Message(ErrorKind, &'static str),
    Custom(Box<Custom>),
}

#[derive(Debug)]
struct Custom {
    kind: ErrorKind,
    error: Box<dyn error::Error + Send + Sync>,
}

macro_rules! kinds {
    ($($name:ident $text:literal,)*) => {
        /// What kind of error.
        #[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
        #[non_exhaustive]
        pub enum ErrorKind {
            $($name,)*
        }

        impl ErrorKind {
            fn description(&self) -> &'static str {
                match *self {
                    $(ErrorKind::$name => $text,)*
                }
            }
        }
    };
}

kinds! {
    NotFound "entity not found",
    PermissionDenied "permission denied",
    ConnectionRefused "connection refused",
    ConnectionReset "connection reset",
    ConnectionAborted "connection aborted",
    NotConnected "not connected",
    AddrInUse "address in use",
    AddrNotAvailable "address not available",
    BrokenPipe "broken pipe",
    AlreadyExists "entity already exists",
    WouldBlock "operation would block",
    NotADirectory "not a directory",
    IsADirectory "is a directory",
    DirectoryNotEmpty "directory not empty",
    InvalidInput "invalid input parameter",
    InvalidData "invalid data",
    TimedOut "timed out",
    WriteZero "write zero",
    StorageFull "no storage space",
    Unsupported "unsupported",
    UnexpectedEof "unexpected end of file",
    Interrupted "operation interrupted",
    OutOfMemory "out of memory",
    Other "other error",
    Uncategorized "uncategorized error",
}

impl fmt::Display for ErrorKind {
    fn fmt(&self, fmt: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt.write_str(self.description())
    }
}

impl From<ErrorKind> for Error {
    fn from(kind: ErrorKind) -> Error {
        Error { repr: Repr::Simple(kind) }
    }
}

pub(crate) fn const_error(kind: ErrorKind, message: &'static str) -> Error {
    Error { repr: Repr::Message(kind, message) }
}

/// Kind and words of the system's error numbers.
fn os(code: i32) -> (ErrorKind, &'static str) {
    match code {
        1 => (ErrorKind::PermissionDenied, "Operation not permitted"),
        2 => (ErrorKind::NotFound, "No such file or directory"),
        4 => (ErrorKind::Interrupted, "Interrupted system call"),
        5 => (ErrorKind::Uncategorized, "Input/output error"),
        9 => (ErrorKind::Uncategorized, "Bad file descriptor"),
        11 => (ErrorKind::WouldBlock, "Resource temporarily unavailable"),
        12 => (ErrorKind::OutOfMemory, "Cannot allocate memory"),
        13 => (ErrorKind::PermissionDenied, "Permission denied"),
        17 => (ErrorKind::AlreadyExists, "File exists"),
        20 => (ErrorKind::NotADirectory, "Not a directory"),
        21 => (ErrorKind::IsADirectory, "Is a directory"),
        22 => (ErrorKind::InvalidInput, "Invalid argument"),
        24 => (ErrorKind::Uncategorized, "Too many open files"),
        28 => (ErrorKind::StorageFull, "No space left on device"),
        29 => (ErrorKind::Uncategorized, "Illegal seek"),
        32 => (ErrorKind::BrokenPipe, "Broken pipe"),
        38 => (ErrorKind::Unsupported, "Function not implemented"),
        _ => (ErrorKind::Uncategorized, "Unknown error"),
    }
}

impl Error {
    pub fn new<E>(kind: ErrorKind, error: E) -> Error
    where
        E: Into<Box<dyn error::Error + Send + Sync>>,
    {
        Error { repr: Repr::Custom(Box::new(Custom { kind, error: error.into() })) }
    }

    pub fn other<E>(error: E) -> Error
    where
        E: Into<Box<dyn error::Error + Send + Sync>>,
    {
        Error::new(ErrorKind::Other, error)
    }

    #[must_use]
    pub fn from_raw_os_error(code: i32) -> Error {
        Error { repr: Repr::Os(code) }
    }

    #[must_use]
    pub fn raw_os_error(&self) -> Option<i32> {
        match self.repr {
            Repr::Os(code) => Some(code),
            _ => None,
        }
    }

    #[must_use]
    pub fn get_ref(&self) -> Option<&(dyn error::Error + Send + Sync + 'static)> {
        match &self.repr {
            Repr::Custom(c) => Some(&*c.error),
            _ => None,
        }
    }

    #[must_use = "`self` will be dropped if the result is not used"]
    pub fn into_inner(self) -> Option<Box<dyn error::Error + Send + Sync>> {
        match self.repr {
            Repr::Custom(c) => Some(c.error),
            _ => None,
        }
    }

    #[must_use]
    pub fn kind(&self) -> ErrorKind {
        match &self.repr {
            Repr::Os(code) => os(*code).0,
            Repr::Simple(kind) => *kind,
            Repr::Message(kind, _) => *kind,
            Repr::Custom(c) => c.kind,
        }
    }

    pub(crate) fn is_interrupted(&self) -> bool {
        self.kind() == ErrorKind::Interrupted
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.repr {
            Repr::Os(code) => {
                let (kind, message) = os(*code);
                f.debug_struct("Os").field("code", code).field("kind", &kind).field("message", &message).finish()
            }
            Repr::Simple(kind) => f.debug_tuple("Kind").field(kind).finish(),
            Repr::Message(kind, message) => f.debug_struct("Error").field("kind", kind).field("message", message).finish(),
            Repr::Custom(c) => fmt::Debug::fmt(&**c, f),
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.repr {
            Repr::Os(code) => write!(f, "{} (os error {})", os(*code).1, code),
            Repr::Simple(kind) => f.write_str(kind.description()),
            Repr::Message(_, message) => f.write_str(message),
            Repr::Custom(c) => fmt::Display::fmt(&c.error, f),
        }
    }
}

impl error::Error for Error {
    fn source(&self) -> Option<&(dyn error::Error + 'static)> {
        match &self.repr {
            Repr::Custom(c) => c.error.source(),
            _ => None,
        }
    }
}

impl From<crate::ffi::NulError> for Error {
    fn from(_: crate::ffi::NulError) -> Error {
        const_error(ErrorKind::InvalidInput, "data provided contains a nul byte")
    }
}
