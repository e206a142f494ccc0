//! The machine's answers to what a program asks of the world.

use crate::cell::Cell;
use crate::intrinsics;
use crate::io;
use crate::time::Duration;

unsafe extern "C" {
    fn __host_fd_read(fd: i32, buffer: *mut u8, count: usize, read: *mut usize) -> i32;
    fn __host_fd_write(fd: i32, buffer: *const u8, count: usize, written: *mut usize) -> i32;
    fn __host_fd_seek(fd: i32, offset: i64, whence: i32, position: *mut i64) -> i32;
    fn __host_fd_close(fd: i32) -> i32;
    fn __host_fd_isatty(fd: i32) -> i32;
    fn __host_path_open(path: *const u8, flags: i32, fd: *mut i32) -> i32;
    fn __host_path_remove(path: *const u8) -> i32;
    fn __host_path_rename(from: *const u8, to: *const u8) -> i32;
    fn __host_args_count(count: *mut usize, bytes: *mut usize) -> i32;
    fn __host_args_get(pointers: *mut *mut u8, bytes: *mut u8) -> i32;
    fn __host_env_get(name: *const u8, buffer: *mut u8, capacity: usize, length: *mut usize) -> i32;
    fn __host_clock(id: i32, nanoseconds: *mut i64) -> i32;
    fn __host_sleep(nanoseconds: i64);
    fn __host_random(buffer: *mut u8, count: usize) -> i32;
    fn __host_exit(code: i32) -> !;
}

use crate::prelude::v1::*;

/// An errno value as an error.
fn check(code: i32) -> io::Result<()> {
    if code == 0 { Ok(()) } else { Err(io::Error::from_raw_os_error(code)) }
}

/// The text with a zero after it; an error when there is one inside.
fn zero_terminated(text: &str) -> io::Result<Vec<u8>> {
    if text.as_bytes().contains(&0) {
        return Err(io::const_error(io::ErrorKind::InvalidInput, "file name contained an unexpected NUL byte"));
    }
    let mut bytes = Vec::with_capacity(text.len() + 1);
    bytes.extend_from_slice(text.as_bytes());
    bytes.push(0);
    Ok(bytes)
}

pub(crate) fn read(fd: i32, buffer: &mut [u8]) -> io::Result<usize> {
    let mut count = 0;
    check(unsafe { __host_fd_read(fd, buffer.as_mut_ptr(), buffer.len(), &mut count) })?;
    Ok(count)
}

pub(crate) fn write(fd: i32, bytes: &[u8]) -> io::Result<usize> {
    let mut count = 0;
    check(unsafe { __host_fd_write(fd, bytes.as_ptr(), bytes.len(), &mut count) })?;
    Ok(count)
}

pub(crate) fn seek(fd: i32, offset: i64, whence: i32) -> io::Result<u64> {
    let mut position = 0;
    check(unsafe { __host_fd_seek(fd, offset, whence, &mut position) })?;
    Ok(position as u64)
}

pub(crate) fn close(fd: i32) {
    unsafe { __host_fd_close(fd) };
}

pub(crate) fn is_terminal(fd: i32) -> bool {
    unsafe { __host_fd_isatty(fd) == 1 }
}

pub(crate) fn open(path: &str, flags: i32) -> io::Result<i32> {
    let path = zero_terminated(path)?;
    let mut fd = 0;
    check(unsafe { __host_path_open(path.as_ptr(), flags, &mut fd) })?;
    Ok(fd)
}

pub(crate) fn remove(path: &str) -> io::Result<()> {
    let path = zero_terminated(path)?;
    check(unsafe { __host_path_remove(path.as_ptr()) })
}

pub(crate) fn rename(from: &str, to: &str) -> io::Result<()> {
    let from = zero_terminated(from)?;
    let to = zero_terminated(to)?;
    check(unsafe { __host_path_rename(from.as_ptr(), to.as_ptr()) })
}

pub(crate) fn arguments() -> Vec<String> {
    unsafe {
        let mut count = 0;
        let mut size = 0;
        if __host_args_count(&mut count, &mut size) != 0 {
            return Vec::new();
        }
        let mut pointers: Vec<*mut u8> = Vec::with_capacity(count);
        let mut bytes: Vec<u8> = Vec::with_capacity(size);
        if __host_args_get(pointers.as_mut_ptr(), bytes.as_mut_ptr()) != 0 {
            return Vec::new();
        }
        pointers.set_len(count);
        let mut arguments = Vec::with_capacity(count);
        for start in pointers {
            let mut len = 0;
            while *start.add(len) != 0 {
                len += 1;
            }
            let bytes = crate::slice::from_raw_parts(start as *const u8, len);
            arguments.push(String::from_utf8_lossy(bytes).into_owned());
        }
        arguments
    }
}

pub(crate) fn variable(name: &str) -> Option<String> {
    let name = zero_terminated(name).ok()?;
    let mut capacity = 256;
    loop {
        let mut buffer: Vec<u8> = Vec::with_capacity(capacity);
        let mut length = 0;
        let code = unsafe { __host_env_get(name.as_ptr(), buffer.as_mut_ptr(), capacity, &mut length) };
        if length >= capacity {
            capacity = length + 1;
            continue;
        }
        if code != 0 {
            return None;
        }
        unsafe { buffer.set_len(length) };
        return Some(String::from_utf8_lossy(&buffer).into_owned());
    }
}

/// Nanoseconds: 0 since 1970, 1 since some start.
pub(crate) fn clock(id: i32) -> i64 {
    let mut nanoseconds = 0;
    unsafe { __host_clock(id, &mut nanoseconds) };
    nanoseconds
}

pub(crate) fn sleep(nanoseconds: i64) {
    unsafe { __host_sleep(nanoseconds) }
}

pub(crate) fn random() -> u64 {
    let mut value = 0u64;
    unsafe { __host_random(&raw mut value as *mut u8, 8) };
    value
}

pub(crate) fn exit(code: i32) -> ! {
    unsafe { __host_exit(code) }
}

/// Waits until another thread wakes those that wait for the word, for some time at most; not at all when it holds another value.
/// False when the time is up.
#[track_caller]
pub(crate) fn wait(word: &Cell<u32>, expected: u32, most: Option<Duration>) -> bool {
    let nanoseconds = match most {
        Some(time) => time.as_nanos().min(i64::MAX as u128) as i64,
        None => -1,
    };
    match unsafe { intrinsics::thread_wait(word.as_ptr() as *const u32, expected, nanoseconds) } {
        0 => true,
        1 => false,
        _ => panic!("deadlock: every thread waits for something that only another one could do"),
    }
}

/// Wakes threads that wait for the word.
pub(crate) fn wake(word: &Cell<u32>, count: usize) {
    unsafe { intrinsics::thread_wake(word.as_ptr() as *const u32, count) };
}
