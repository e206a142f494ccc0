//! The three streams every program has.

use super::{BufRead, Lines, Read, Result, Write};
use crate::cell::{Cell, RefCell, UnsafeCell};
use crate::fmt;
use crate::fs::File;
use crate::prelude::v1::*;
use crate::sys;

/// A value of the one thread there is.
struct Shared<T>(RefCell<T>);

unsafe impl<T> Sync for Shared<T> {}

/// What was read and not asked for yet: `bytes[at..]`.
struct Input {
    bytes: Vec<u8>,
    at: usize,
}

static INPUT: Shared<Input> = Shared(RefCell::new(Input { bytes: Vec::new(), at: 0 }));

const OUTPUT_ROOM: usize = 1024;

/// The rest of a line that has not gone out yet: `bytes[..len]`. It is no `Vec`, so that a program's heap holds what the program put there.
struct Output {
    bytes: [u8; OUTPUT_ROOM],
    len: usize,
}

static OUTPUT: Shared<Output> = Shared(RefCell::new(Output { bytes: [0; OUTPUT_ROOM], len: 0 }));

impl Output {
    /// Keeps bytes; what has no room goes out.
    fn put(&mut self, bytes: &[u8]) -> Result<()> {
        if bytes.len() > OUTPUT_ROOM - self.len {
            self.send()?;
        }
        if bytes.len() > OUTPUT_ROOM {
            return write_all(1, bytes);
        }
        self.bytes[self.len..self.len + bytes.len()].copy_from_slice(bytes);
        self.len += bytes.len();
        Ok(())
    }

    /// Sends everything out.
    fn send(&mut self) -> Result<()> {
        let len = self.len;
        self.len = 0;
        write_all(1, &self.bytes[..len])
    }
}

/// Standard input.
#[derive(Debug)]
pub struct Stdin(());

/// Standard input, for one user.
#[derive(Debug)]
pub struct StdinLock<'a> {
    marker: crate::marker::PhantomData<&'a ()>,
}

#[must_use]
pub fn stdin() -> Stdin {
    Stdin(())
}

impl Stdin {
    pub fn lock(&self) -> StdinLock<'static> {
        StdinLock { marker: crate::marker::PhantomData }
    }

    pub fn read_line(&self, buf: &mut String) -> Result<usize> {
        self.lock().read_line(buf)
    }

    #[must_use = "`self` will be dropped if the result is not used"]
    pub fn lines(self) -> Lines<StdinLock<'static>> {
        self.lock().lines()
    }
}

impl Read for Stdin {
    fn read(&mut self, buf: &mut [u8]) -> Result<usize> {
        self.lock().read(buf)
    }
}

impl Read for StdinLock<'_> {
    fn read(&mut self, buf: &mut [u8]) -> Result<usize> {
        let available = self.fill_buf()?;
        let n = if available.len() < buf.len() { available.len() } else { buf.len() };
        buf[..n].copy_from_slice(&available[..n]);
        self.consume(n);
        Ok(n)
    }
}

impl BufRead for StdinLock<'_> {
    fn fill_buf(&mut self) -> Result<&[u8]> {
        let mut input = INPUT.0.borrow_mut();
        if input.at >= input.bytes.len() {
            // A question that waits for its answer must be seen.
            flush_at_exit();
            input.bytes.resize(1024, 0);
            let n = sys::read(0, &mut input.bytes)?;
            input.bytes.truncate(n);
            input.at = 0;
        }
        // Nobody else changes it before `consume`: there is one thread, and the reader is borrowed.
        Ok(unsafe { crate::slice::from_raw_parts(input.bytes.as_ptr().add(input.at), input.bytes.len() - input.at) })
    }

    fn consume(&mut self, amt: usize) {
        let mut input = INPUT.0.borrow_mut();
        let wanted = input.at + amt;
        input.at = if wanted < input.bytes.len() { wanted } else { input.bytes.len() };
    }
}

/// Standard output: goes out line by line.
#[derive(Debug, Clone)]
pub struct Stdout(());

/// Standard output, for one user.
#[derive(Debug)]
pub struct StdoutLock<'a> {
    marker: crate::marker::PhantomData<&'a ()>,
}

#[must_use]
pub fn stdout() -> Stdout {
    Stdout(())
}

impl Stdout {
    pub fn lock(&self) -> StdoutLock<'static> {
        StdoutLock { marker: crate::marker::PhantomData }
    }
}

fn write_all(fd: i32, mut bytes: &[u8]) -> Result<()> {
    while !bytes.is_empty() {
        let n = sys::write(fd, bytes)?;
        if n == 0 {
            return Err(super::const_error(super::ErrorKind::WriteZero, "failed to write whole buffer"));
        }
        bytes = &bytes[n..];
    }
    Ok(())
}

fn write_output(bytes: &[u8]) -> Result<usize> {
    let mut output = OUTPUT.0.borrow_mut();
    let line = match bytes.iter().rposition(|b| *b == b'\n') {
        Some(at) => at + 1,
        None => 0,
    };
    if line > 0 {
        output.put(&bytes[..line])?;
        output.send()?;
    }
    output.put(&bytes[line..])?;
    Ok(bytes.len())
}

fn flush_output() -> Result<()> {
    OUTPUT.0.borrow_mut().send()
}

/// Sends out what is left; nobody is there to hear of an error.
pub(crate) fn flush_at_exit() {
    if let Ok(mut output) = OUTPUT.0.try_borrow_mut() {
        let _ = output.send();
    }
}

impl Write for Stdout {
    fn write(&mut self, buf: &[u8]) -> Result<usize> {
        write_output(buf)
    }

    fn flush(&mut self) -> Result<()> {
        flush_output()
    }
}

impl Write for &Stdout {
    fn write(&mut self, buf: &[u8]) -> Result<usize> {
        write_output(buf)
    }

    fn flush(&mut self) -> Result<()> {
        flush_output()
    }
}

impl Write for StdoutLock<'_> {
    fn write(&mut self, buf: &[u8]) -> Result<usize> {
        write_output(buf)
    }

    fn flush(&mut self) -> Result<()> {
        flush_output()
    }
}

/// Standard error: goes out at once.
#[derive(Debug, Clone)]
pub struct Stderr(());

/// Standard error, for one user.
#[derive(Debug)]
pub struct StderrLock<'a> {
    marker: crate::marker::PhantomData<&'a ()>,
}

#[must_use]
pub fn stderr() -> Stderr {
    Stderr(())
}

impl Stderr {
    pub fn lock(&self) -> StderrLock<'static> {
        StderrLock { marker: crate::marker::PhantomData }
    }
}

impl Write for Stderr {
    fn write(&mut self, buf: &[u8]) -> Result<usize> {
        sys::write(2, buf)
    }

    fn flush(&mut self) -> Result<()> {
        Ok(())
    }
}

impl Write for StderrLock<'_> {
    fn write(&mut self, buf: &[u8]) -> Result<usize> {
        sys::write(2, buf)
    }

    fn flush(&mut self) -> Result<()> {
        Ok(())
    }
}

/// Streams that may be a terminal.
pub trait IsTerminal {
    fn is_terminal(&self) -> bool;
}

impl IsTerminal for Stdin {
    fn is_terminal(&self) -> bool {
        sys::is_terminal(0)
    }
}

impl IsTerminal for Stdout {
    fn is_terminal(&self) -> bool {
        sys::is_terminal(1)
    }
}

impl IsTerminal for Stderr {
    fn is_terminal(&self) -> bool {
        sys::is_terminal(2)
    }
}

#[doc(hidden)]
#[track_caller]
pub fn _print(args: fmt::Arguments<'_>) {
    if let Err(e) = stdout().write_fmt(args) {
        panic!("failed printing to stdout: {e}");
    }
}

#[doc(hidden)]
#[track_caller]
pub fn _eprint(args: fmt::Arguments<'_>) {
    if let Err(e) = stderr().write_fmt(args) {
        panic!("failed printing to stderr: {e}");
    }
}

pub(crate) fn write_to_stderr(args: fmt::Arguments<'_>) {
    let _ = stderr().write_fmt(args);
}
