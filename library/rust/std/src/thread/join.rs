//! Beginning threads and waiting for their end.

use crate::cell::{Cell, UnsafeCell};
use crate::fmt;
use crate::intrinsics;
use crate::io;
use crate::mem;
use crate::panic::{self, AssertUnwindSafe};
use crate::prelude::v1::*;
use crate::sync::Arc;
use crate::sys;

use super::scoped::ScopeData;
use super::{Result, Thread};

/// Tries to begin a thread while there is no room for it: others may end meanwhile.
const TRIES: u32 = 1000;

/// Where a thread leaves what it ended with.
pub(super) struct Packet<T> {
    done: Cell<u32>,
    result: UnsafeCell<Option<Result<T>>>,
}

/// Waits for a thread, and takes what it ended with.
pub(super) struct Join<T> {
    thread: Thread,
    packet: Arc<Packet<T>>,
}

impl<T> Join<T> {
    pub(super) fn thread(&self) -> &Thread {
        &self.thread
    }

    #[track_caller]
    pub(super) fn join(self) -> Result<T> {
        while self.packet.done.get() == 0 {
            sys::wait(&self.packet.done, 0, None);
        }
        unsafe { (*self.packet.result.get()).take().unwrap() }
    }

    pub(super) fn is_finished(&self) -> bool {
        unsafe { intrinsics::thread_look() };
        self.packet.done.get() != 0
    }
}

fn start(data: *mut u8) {
    let main = unsafe { Box::from_raw(data as *mut Box<dyn FnOnce()>) };
    main();
    super::drop_values();
}

/// Begins a thread. The closure and its result may be bound to a scope, which then waits for it.
pub(super) fn begin<'scope, F, T>(name: Option<String>, f: F, scope: Option<Arc<ScopeData>>) -> io::Result<Join<T>>
where
    F: FnOnce() -> T + Send + 'scope,
    T: Send + 'scope,
{
    let thread = Thread::new(name, 0);
    let packet = Arc::new(Packet { done: Cell::new(0), result: UnsafeCell::new(None) });
    let own = thread.clone();
    let theirs = packet.clone();
    if let Some(scope) = &scope {
        scope.begin();
    }
    let main: Box<dyn FnOnce() + 'scope> = Box::new(move || {
        own.set_current();
        let result = panic::catch_unwind(AssertUnwindSafe(f));
        let panicked = result.is_err();
        unsafe { *theirs.result.get() = Some(result) };
        theirs.done.set(1);
        sys::wake(&theirs.done, usize::MAX);
        drop(theirs);
        if let Some(scope) = scope {
            scope.end(panicked);
        }
    });
    let main: Box<dyn FnOnce() + 'static> = unsafe { mem::transmute(main) };
    let data = Box::into_raw(Box::new(main)) as *mut u8;
    for _ in 0..TRIES {
        let id = unsafe { intrinsics::thread_spawn(start, data) };
        if id != 0 {
            thread.inner.id.set(id);
            return Ok(Join { thread, packet });
        }
        super::yield_now();
    }
    drop(unsafe { Box::from_raw(data as *mut Box<dyn FnOnce()>) });
    Err(io::Error::from_raw_os_error(11))
}

/// A thread that can be waited for.
pub struct JoinHandle<T>(Join<T>);

unsafe impl<T> Send for JoinHandle<T> {}
unsafe impl<T> Sync for JoinHandle<T> {}

impl<T> JoinHandle<T> {
    #[must_use]
    pub fn thread(&self) -> &Thread {
        self.0.thread()
    }

    #[track_caller]
    pub fn join(self) -> Result<T> {
        self.0.join()
    }

    pub fn is_finished(&self) -> bool {
        self.0.is_finished()
    }
}

impl<T> fmt::Debug for JoinHandle<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("JoinHandle").finish_non_exhaustive()
    }
}

pub fn spawn<F, T>(f: F) -> JoinHandle<T>
where
    F: FnOnce() -> T + Send + 'static,
    T: Send + 'static,
{
    Builder::new().spawn(f).expect("failed to spawn thread")
}

/// How a thread is to begin.
#[must_use = "must eventually spawn the thread"]
#[derive(Debug)]
pub struct Builder {
    pub(super) name: Option<String>,
    stack_size: Option<usize>,
}

impl Builder {
    pub fn new() -> Builder {
        Builder { name: None, stack_size: None }
    }

    pub fn name(mut self, name: String) -> Builder {
        self.name = Some(name);
        self
    }

    pub fn stack_size(mut self, size: usize) -> Builder {
        self.stack_size = Some(size);
        self
    }

    pub fn spawn<F, T>(self, f: F) -> io::Result<JoinHandle<T>>
    where
        F: FnOnce() -> T + Send + 'static,
        T: Send + 'static,
    {
        Ok(JoinHandle(begin(self.name, f, None)?))
    }
}
