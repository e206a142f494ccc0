//! Threads.

use crate::any::Any;
use crate::cell::{Cell, RefCell, UnsafeCell};
use crate::fmt;
use crate::marker::PhantomData;
use crate::prelude::v1::*;
use crate::sync::Arc;
use crate::time::Duration;

/// What a thread ended with.
pub type Result<T> = crate::result::Result<T, Box<dyn Any + Send + 'static>>;

/// A thread.
#[derive(Clone)]
pub struct Thread {
    name: Option<Arc<str>>,
    id: ThreadId,
}

/// Names a thread.
#[derive(Eq, PartialEq, Clone, Copy, Hash, Debug)]
pub struct ThreadId(u64);

impl Thread {
    #[must_use]
    pub fn id(&self) -> ThreadId {
        self.id
    }

    #[must_use]
    pub fn name(&self) -> Option<&str> {
        if self.id.0 == 1 { Some("main") } else { self.name.as_deref() }
    }
}

impl fmt::Debug for Thread {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Thread").field("id", &self.id()).field("name", &self.name()).finish_non_exhaustive()
    }
}

#[must_use]
pub fn current() -> Thread {
    Thread { name: None, id: ThreadId(1) }
}

pub fn sleep(dur: Duration) {
    crate::sys::sleep(dur.as_nanos() as i64)
}

pub fn yield_now() {}

#[must_use]
pub fn panicking() -> bool {
    crate::panicking::panicking()
}

/// The value of a `thread_local!`.
pub struct LocalSlot<T> {
    value: UnsafeCell<Option<T>>,
}

unsafe impl<T> Sync for LocalSlot<T> {}

impl<T> LocalSlot<T> {
    #[doc(hidden)]
    pub const fn new() -> Self {
        LocalSlot { value: UnsafeCell::new(None) }
    }
}

/// A name declared by `thread_local!`.
pub struct LocalKey<T: 'static> {
    slot: &'static LocalSlot<T>,
    init: fn() -> T,
}

impl<T: 'static> LocalKey<T> {
    #[doc(hidden)]
    pub const fn new(slot: &'static LocalSlot<T>, init: fn() -> T) -> Self {
        LocalKey { slot, init }
    }

    pub fn with<F: FnOnce(&T) -> R, R>(&'static self, f: F) -> R {
        unsafe {
            let value = self.slot.value.get();
            if (*value).is_none() {
                let fresh = (self.init)();
                *value = Some(fresh);
            }
            f((*value).as_ref().unwrap())
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
