//! Threads. They take turns: one runs until it waits, sleeps or ends.

mod join;
mod local;
mod scoped;

use crate::any::Any;
use crate::cell::Cell;
use crate::fmt;
use crate::intrinsics;
use crate::io;
use crate::num::NonZero;
use crate::prelude::v1::*;
use crate::sync::Arc;
use crate::sys;
use crate::time::Duration;

pub use self::join::{Builder, JoinHandle, spawn};
pub use self::local::{AccessError, LocalKey, LocalSlot};
pub use self::scoped::{Scope, ScopedJoinHandle, scope};

pub(crate) use self::local::drop_values;

/// What a thread ended with.
pub type Result<T> = crate::result::Result<T, Box<dyn Any + Send + 'static>>;

struct Inner {
    name: Option<String>,
    id: Cell<u64>,
    // 1 while an `unpark` was not used up.
    token: Cell<u32>,
}

/// A thread.
#[derive(Clone)]
pub struct Thread {
    inner: Arc<Inner>,
}

unsafe impl Send for Thread {}
unsafe impl Sync for Thread {}

/// Names a thread.
#[derive(Eq, PartialEq, Clone, Copy, Hash, Debug)]
pub struct ThreadId(NonZero<u64>);

crate::thread_local! {
    static CURRENT: Thread = Thread::new(None, unsafe { intrinsics::thread_current() });
}

impl Thread {
    fn new(name: Option<String>, id: u64) -> Thread {
        Thread { inner: Arc::new(Inner { name, id: Cell::new(id), token: Cell::new(0) }) }
    }

    // The running thread is this one from now on.
    fn set_current(self) {
        CURRENT.keep(unsafe { intrinsics::thread_current() }, self);
    }

    #[must_use]
    pub fn id(&self) -> ThreadId {
        ThreadId(NonZero::new(self.inner.id.get()).unwrap())
    }

    #[must_use]
    pub fn name(&self) -> Option<&str> {
        if self.inner.id.get() == 1 { Some("main") } else { self.inner.name.as_deref() }
    }

    pub fn unpark(&self) {
        self.inner.token.set(1);
        sys::wake(&self.inner.token, 1);
    }
}

impl fmt::Debug for Thread {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Thread").field("id", &self.id()).field("name", &self.name()).finish_non_exhaustive()
    }
}

#[must_use]
pub fn current() -> Thread {
    CURRENT.with(Thread::clone)
}

/// Gives the number of the running thread, and its name for messages.
pub(crate) fn with_name_for_panic<F: FnOnce(u64, &str)>(f: F) {
    let id = unsafe { intrinsics::thread_current() };
    if id == 1 {
        f(1, "main");
    } else {
        f(id, current().name().unwrap_or("<unnamed>"));
    }
}

pub fn sleep(dur: Duration) {
    sys::sleep(dur.as_nanos() as i64)
}

pub fn yield_now() {
    unsafe { intrinsics::thread_yield() }
}

pub fn park() {
    let thread = current();
    while thread.inner.token.get() == 0 {
        sys::wait(&thread.inner.token, 0, None);
    }
    thread.inner.token.set(0);
}

pub fn park_timeout(dur: Duration) {
    let thread = current();
    if thread.inner.token.get() == 0 {
        sys::wait(&thread.inner.token, 0, Some(dur));
    }
    thread.inner.token.set(0);
}

/// One: threads take turns.
pub fn available_parallelism() -> io::Result<NonZero<usize>> {
    Ok(NonZero::new(1).unwrap())
}

#[must_use]
pub fn panicking() -> bool {
    crate::panicking::panicking()
}
