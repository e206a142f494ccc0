//! Paths of files.

use core::borrow::Borrow;
use core::ops::Deref;

use crate::borrow::{Cow, ToOwned};
use crate::ffi::{OsStr, OsString};
use crate::fmt;
use crate::prelude::v1::*;

pub const MAIN_SEPARATOR: char = '/';

/// A path.
#[derive(Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PathBuf {
    inner: String,
}

/// A borrowed path.
#[derive(PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(transparent)]
pub struct Path {
    inner: str,
}

/// One part of a path.
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Component<'a> {
    RootDir,
    CurDir,
    ParentDir,
    Normal(&'a OsStr),
}

impl<'a> Component<'a> {
    #[must_use = "`self` will be dropped if the result is not used"]
    pub fn as_os_str(self) -> &'a OsStr {
        match self {
            Component::RootDir => OsStr::new("/"),
            Component::CurDir => OsStr::new("."),
            Component::ParentDir => OsStr::new(".."),
            Component::Normal(path) => path,
        }
    }
}

/// The parts of a path.
#[derive(Clone)]
pub struct Components<'a> {
    rest: &'a str,
    at_start: bool,
}

impl<'a> Iterator for Components<'a> {
    type Item = Component<'a>;

    fn next(&mut self) -> Option<Component<'a>> {
        if self.at_start {
            self.at_start = false;
            if let Some(rest) = self.rest.strip_prefix('/') {
                self.rest = rest;
                return Some(Component::RootDir);
            }
            if self.rest == "." || self.rest.starts_with("./") {
                self.rest = &self.rest[1..];
                return Some(Component::CurDir);
            }
        }
        loop {
            let rest = self.rest.trim_start_matches('/');
            if rest.is_empty() {
                return None;
            }
            let (part, after) = match rest.find('/') {
                Some(i) => rest.split_at(i),
                None => (rest, ""),
            };
            self.rest = after;
            match part {
                "." => continue,
                ".." => return Some(Component::ParentDir),
                name => return Some(Component::Normal(OsStr::new(name))),
            }
        }
    }
}

impl PathBuf {
    #[must_use]
    pub const fn new() -> PathBuf {
        PathBuf { inner: String::new() }
    }

    #[must_use]
    pub fn as_path(&self) -> &Path {
        self
    }

    pub fn push<P: AsRef<Path>>(&mut self, path: P) {
        let path = path.as_ref();
        if path.is_absolute() {
            self.inner.clear();
        } else if !self.inner.is_empty() && !self.inner.ends_with('/') {
            self.inner.push('/');
        }
        self.inner.push_str(&path.inner);
    }

    pub fn pop(&mut self) -> bool {
        match self.parent().map(|p| p.inner.len()) {
            Some(len) => {
                self.inner.truncate(len);
                true
            }
            None => false,
        }
    }

    pub fn set_file_name<S: AsRef<OsStr>>(&mut self, file_name: S) {
        if self.file_name().is_some() {
            self.pop();
        }
        let name = String::from(file_name.as_ref().to_str().unwrap_or(""));
        self.push(&name);
    }

    pub fn set_extension<S: AsRef<OsStr>>(&mut self, extension: S) -> bool {
        let Some(stem) = self.file_stem().and_then(OsStr::to_str).map(String::from) else { return false };
        let extension = extension.as_ref().to_str().unwrap_or("");
        let name = if extension.is_empty() { stem } else { crate::format!("{stem}.{extension}") };
        self.set_file_name(&name);
        true
    }

    #[must_use = "`self` will be dropped if the result is not used"]
    pub fn into_os_string(self) -> OsString {
        OsString::from(self.inner)
    }
}

impl Path {
    pub fn new<S: AsRef<OsStr> + ?Sized>(s: &S) -> &Path {
        Path::of(s.as_ref().to_str().unwrap_or(""))
    }

    fn of(text: &str) -> &Path {
        unsafe { &*(text as *const str as *const Path) }
    }

    pub(crate) fn text(&self) -> &str {
        &self.inner
    }

    #[must_use]
    pub fn as_os_str(&self) -> &OsStr {
        OsStr::new(&self.inner)
    }

    #[must_use]
    pub fn to_str(&self) -> Option<&str> {
        Some(&self.inner)
    }

    #[must_use]
    pub fn to_string_lossy(&self) -> Cow<'_, str> {
        Cow::Borrowed(&self.inner)
    }

    #[must_use]
    pub fn to_path_buf(&self) -> PathBuf {
        PathBuf { inner: String::from(&self.inner) }
    }

    #[must_use]
    pub fn is_absolute(&self) -> bool {
        self.inner.starts_with('/')
    }

    #[must_use]
    pub fn is_relative(&self) -> bool {
        !self.is_absolute()
    }

    #[must_use]
    pub fn has_root(&self) -> bool {
        self.is_absolute()
    }

    pub fn components(&self) -> Components<'_> {
        Components { rest: &self.inner, at_start: true }
    }

    #[must_use]
    pub fn parent(&self) -> Option<&Path> {
        let text = self.inner.trim_end_matches('/');
        if text.is_empty() {
            return None;
        }
        match text.rfind('/') {
            None => Some(Path::of("")),
            Some(i) => {
                let parent = text[..i].trim_end_matches('/');
                Some(Path::of(if parent.is_empty() { "/" } else { parent }))
            }
        }
    }

    #[must_use]
    pub fn file_name(&self) -> Option<&OsStr> {
        match self.components().last() {
            Some(Component::Normal(name)) => Some(name),
            _ => None,
        }
    }

    #[must_use]
    pub fn file_stem(&self) -> Option<&OsStr> {
        let name = self.file_name()?;
        let text = name.to_str()?;
        match text.rfind('.') {
            None | Some(0) => Some(name),
            Some(i) => Some(OsStr::new(&text[..i])),
        }
    }

    #[must_use]
    pub fn extension(&self) -> Option<&OsStr> {
        let text = self.file_name()?.to_str()?;
        match text.rfind('.') {
            None | Some(0) => None,
            Some(i) => Some(OsStr::new(&text[i + 1..])),
        }
    }

    #[must_use]
    pub fn join<P: AsRef<Path>>(&self, path: P) -> PathBuf {
        let mut buf = self.to_path_buf();
        buf.push(path);
        buf
    }

    #[must_use]
    pub fn with_file_name<S: AsRef<OsStr>>(&self, file_name: S) -> PathBuf {
        let mut buf = self.to_path_buf();
        buf.set_file_name(file_name);
        buf
    }

    #[must_use]
    pub fn with_extension<S: AsRef<OsStr>>(&self, extension: S) -> PathBuf {
        let mut buf = self.to_path_buf();
        buf.set_extension(extension);
        buf
    }

    #[must_use]
    pub fn starts_with<P: AsRef<Path>>(&self, base: P) -> bool {
        let mut mine = self.components();
        base.as_ref().components().all(|c| mine.next() == Some(c))
    }

    #[must_use]
    pub fn exists(&self) -> bool {
        crate::fs::exists(self).unwrap_or(false)
    }

    #[must_use = "this does not display the path; it returns an object that can be displayed"]
    pub fn display(&self) -> Display<'_> {
        Display { path: self }
    }
}

/// A path as text.
pub struct Display<'a> {
    path: &'a Path,
}

impl fmt::Display for Display<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.path.inner, f)
    }
}

impl fmt::Debug for Display<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self.path, f)
    }
}

impl fmt::Debug for Path {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.inner, f)
    }
}

impl fmt::Debug for PathBuf {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&**self, f)
    }
}

impl Deref for PathBuf {
    type Target = Path;

    fn deref(&self) -> &Path {
        Path::of(&self.inner)
    }
}

impl Borrow<Path> for PathBuf {
    fn borrow(&self) -> &Path {
        self
    }
}

impl ToOwned for Path {
    type Owned = PathBuf;

    fn to_owned(&self) -> PathBuf {
        self.to_path_buf()
    }
}

impl<T: ?Sized + AsRef<OsStr>> From<&T> for PathBuf {
    fn from(s: &T) -> PathBuf {
        PathBuf { inner: String::from(s.as_ref().to_str().unwrap_or("")) }
    }
}

impl From<String> for PathBuf {
    fn from(s: String) -> PathBuf {
        PathBuf { inner: s }
    }
}

impl From<OsString> for PathBuf {
    fn from(s: OsString) -> PathBuf {
        PathBuf { inner: s.into_string().unwrap_or_default() }
    }
}

impl AsRef<OsStr> for Path {
    fn as_ref(&self) -> &OsStr {
        self.as_os_str()
    }
}

impl AsRef<OsStr> for PathBuf {
    fn as_ref(&self) -> &OsStr {
        self.as_os_str()
    }
}

macro_rules! as_path {
    ($($t:ty)*) => { $(
        impl AsRef<Path> for $t {
            fn as_ref(&self) -> &Path {
                Path::new(self)
            }
        }
    )* };
}

as_path! { str String OsStr OsString }

impl AsRef<Path> for Path {
    fn as_ref(&self) -> &Path {
        self
    }
}

impl AsRef<Path> for PathBuf {
    fn as_ref(&self) -> &Path {
        self
    }
}

impl AsRef<Path> for Cow<'_, OsStr> {
    fn as_ref(&self) -> &Path {
        Path::new(&**self)
    }
}

impl<P: AsRef<Path>> FromIterator<P> for PathBuf {
    fn from_iter<I: IntoIterator<Item = P>>(iter: I) -> PathBuf {
        let mut buf = PathBuf::new();
        for part in iter {
            buf.push(part);
        }
        buf
    }
}

impl PartialEq<str> for Path {
    fn eq(&self, other: &str) -> bool {
        self == Path::of(other)
    }
}
