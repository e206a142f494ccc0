//! Arguments and environment.

use crate::error::Error;
use crate::ffi::{OsStr, OsString};
use crate::fmt;
use crate::io;
use crate::path::PathBuf;
use crate::prelude::v1::*;
use crate::sys;
use crate::vec;

/// The program's arguments.
pub struct Args {
    inner: vec::IntoIter<String>,
}

/// The program's arguments.
pub struct ArgsOs {
    inner: vec::IntoIter<String>,
}

#[must_use]
pub fn args() -> Args {
    Args { inner: sys::arguments().into_iter() }
}

#[must_use]
pub fn args_os() -> ArgsOs {
    ArgsOs { inner: sys::arguments().into_iter() }
}

impl Iterator for Args {
    type Item = String;

    fn next(&mut self) -> Option<String> {
        self.inner.next()
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.inner.size_hint()
    }
}

impl ExactSizeIterator for Args {}

impl DoubleEndedIterator for Args {
    fn next_back(&mut self) -> Option<String> {
        self.inner.next_back()
    }
}

impl fmt::Debug for Args {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Args").field("inner", &self.inner.as_slice()).finish()
    }
}

impl Iterator for ArgsOs {
    type Item = OsString;

    fn next(&mut self) -> Option<OsString> {
        self.inner.next().map(OsString::from)
    }
}

/// Why a variable was not given.
#[derive(Debug, PartialEq, Eq, Clone)]
pub enum VarError {
    /// There is none.
    NotPresent,
    /// It is no text.
    NotUnicode(OsString),
}

impl fmt::Display for VarError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            VarError::NotPresent => f.write_str("environment variable not found"),
            VarError::NotUnicode(s) => write!(f, "environment variable was not valid unicode: {:?}", s),
        }
    }
}

impl Error for VarError {}

pub fn var<K: AsRef<OsStr>>(key: K) -> Result<String, VarError> {
    match key.as_ref().to_str() {
        Some(name) => sys::variable(name).ok_or(VarError::NotPresent),
        None => Err(VarError::NotPresent),
    }
}

#[must_use]
pub fn var_os<K: AsRef<OsStr>>(key: K) -> Option<OsString> {
    var(key).ok().map(OsString::from)
}

pub fn current_dir() -> io::Result<PathBuf> {
    Ok(PathBuf::from("."))
}

pub mod consts {
    //! What the program runs on.

    pub const ARCH: &str = "x86_64";
    pub const FAMILY: &str = "unix";
    pub const OS: &str = "linux";
}
