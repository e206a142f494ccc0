//! Values of which each thread has its own.

use crate::cell::{Cell, RefCell, UnsafeCell};
use crate::error::Error;
use crate::fmt;
use crate::intrinsics;
use crate::prelude::v1::*;

/// The values of a `thread_local!`: the first thread's in place, those of others in boxes.
pub struct LocalSlot<T> {
    first: UnsafeCell<Option<T>>,
    others: UnsafeCell<Vec<(u64, Box<T>)>>,
}

unsafe impl<T> Sync for LocalSlot<T> {}

impl<T> LocalSlot<T> {
    #[doc(hidden)]
    #[must_use]
    pub const fn new() -> Self {
        LocalSlot { first: UnsafeCell::new(None), others: UnsafeCell::new(Vec::new()) }
    }

    fn find(&self, thread: u64) -> Option<*const T> {
        unsafe {
            if thread == 1 {
                return (*self.first.get()).as_ref().map(|value| value as *const T);
            }
            (*self.others.get()).iter().find(|entry| entry.0 == thread).map(|entry| &raw const *entry.1)
        }
    }

    fn insert(&self, thread: u64, value: T) {
        unsafe {
            if thread == 1 {
                *self.first.get() = Some(value);
            } else {
                (*self.others.get()).push((thread, Box::new(value)));
            }
        }
    }

    fn remove(&self, thread: u64) {
        unsafe {
            if thread == 1 {
                drop((*self.first.get()).take());
                return;
            }
            let others = &mut *self.others.get();
            if let Some(at) = others.iter().position(|entry| entry.0 == thread) {
                drop(others.swap_remove(at));
            }
        }
    }
}

/// A value that is dropped when its thread ends.
struct Ending {
    thread: u64,
    slot: *const (),
    remove: unsafe fn(*const (), u64),
}

struct Endings(UnsafeCell<Vec<Ending>>);

unsafe impl Sync for Endings {}

static ENDINGS: Endings = Endings(UnsafeCell::new(Vec::new()));

unsafe fn remove<T>(slot: *const (), thread: u64) {
    unsafe { (*(slot as *const LocalSlot<T>)).remove(thread) }
}

/// Drops the values of the thread that ends, the last one first.
pub(crate) fn drop_values() {
    let thread = unsafe { intrinsics::thread_current() };
    loop {
        let endings = unsafe { &mut *ENDINGS.0.get() };
        match endings.iter().rposition(|ending| ending.thread == thread) {
            Some(at) => {
                let ending = endings.remove(at);
                unsafe { (ending.remove)(ending.slot, ending.thread) };
            }
            None => break,
        }
    }
    let endings = unsafe { &mut *ENDINGS.0.get() };
    if endings.is_empty() {
        *endings = Vec::new();
    }
}

/// The value of a thread that has ended already.
#[non_exhaustive]
#[derive(Clone, Copy, Eq, PartialEq)]
pub struct AccessError;

impl fmt::Debug for AccessError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AccessError").finish()
    }
}

impl fmt::Display for AccessError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("already destroyed")
    }
}

impl Error for AccessError {}

/// A name declared by `thread_local!`.
pub struct LocalKey<T: 'static> {
    slot: &'static LocalSlot<T>,
    init: fn() -> T,
}

impl<T: 'static> LocalKey<T> {
    #[doc(hidden)]
    #[must_use]
    pub const fn new(slot: &'static LocalSlot<T>, init: fn() -> T) -> Self {
        LocalKey { slot, init }
    }

    pub fn with<F: FnOnce(&T) -> R, R>(&'static self, f: F) -> R {
        let thread = unsafe { intrinsics::thread_current() };
        if let Some(value) = self.slot.find(thread) {
            return f(unsafe { &*value });
        }
        let fresh = (self.init)();
        self.keep(thread, fresh);
        f(unsafe { &*self.slot.find(thread).unwrap() })
    }

    pub fn try_with<F: FnOnce(&T) -> R, R>(&'static self, f: F) -> crate::result::Result<R, AccessError> {
        Ok(self.with(f))
    }

    /// Sets the value of a thread that has none yet.
    pub(crate) fn keep(&'static self, thread: u64, value: T) {
        self.slot.insert(thread, value);
        if thread != 1 || crate::mem::needs_drop::<T>() {
            let ending = Ending { thread, slot: self.slot as *const LocalSlot<T> as *const (), remove: remove::<T> };
            unsafe { (*ENDINGS.0.get()).push(ending) };
        }
    }
}

impl<T: 'static> LocalKey<Cell<T>> {
    pub fn set(&'static self, value: T) {
        self.with(|cell| cell.set(value))
    }

    pub fn get(&'static self) -> T
    where
        T: Copy,
    {
        self.with(Cell::get)
    }

    pub fn take(&'static self) -> T
    where
        T: Default,
    {
        self.with(Cell::take)
    }

    pub fn replace(&'static self, value: T) -> T {
        self.with(|cell| cell.replace(value))
    }
}

impl<T: 'static> LocalKey<RefCell<T>> {
    pub fn with_borrow<F: FnOnce(&T) -> R, R>(&'static self, f: F) -> R {
        self.with(|cell| f(&cell.borrow()))
    }

    pub fn with_borrow_mut<F: FnOnce(&mut T) -> R, R>(&'static self, f: F) -> R {
        self.with(|cell| f(&mut cell.borrow_mut()))
    }

    pub fn set(&'static self, value: T) {
        self.with(|cell| *cell.borrow_mut() = value)
    }

    pub fn take(&'static self) -> T
    where
        T: Default,
    {
        self.with(RefCell::take)
    }

    pub fn replace(&'static self, value: T) -> T {
        self.with(|cell| cell.replace(value))
    }
}
