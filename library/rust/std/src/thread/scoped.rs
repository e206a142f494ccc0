//! Threads that end before what they borrow.

use crate::cell::Cell;
use crate::fmt;
use crate::io;
use crate::marker::PhantomData;
use crate::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use crate::prelude::v1::*;
use crate::sync::Arc;
use crate::sys;

use super::join::{Builder, Join, begin};
use super::{Result, Thread};

/// What a scope knows of its threads.
pub(super) struct ScopeData {
    running: Cell<u32>,
    panicked: Cell<bool>,
}

impl ScopeData {
    pub(super) fn begin(&self) {
        self.running.set(self.running.get() + 1);
    }

    pub(super) fn end(&self, panicked: bool) {
        if panicked {
            self.panicked.set(true);
        }
        self.running.set(self.running.get() - 1);
        sys::wake(&self.running, usize::MAX);
    }
}

/// Where threads that borrow are begun.
pub struct Scope<'scope, 'env: 'scope> {
    data: Arc<ScopeData>,
    scope: PhantomData<&'scope mut &'scope ()>,
    env: PhantomData<&'env mut &'env ()>,
}

unsafe impl Sync for Scope<'_, '_> {}

/// A thread of a scope.
pub struct ScopedJoinHandle<'scope, T> {
    join: Join<T>,
    scope: PhantomData<&'scope ()>,
}

unsafe impl<T> Send for ScopedJoinHandle<'_, T> {}
unsafe impl<T> Sync for ScopedJoinHandle<'_, T> {}

#[track_caller]
pub fn scope<'env, F, T>(f: F) -> T
where
    F: for<'scope> FnOnce(&'scope Scope<'scope, 'env>) -> T,
{
    let scope = Scope { data: Arc::new(ScopeData { running: Cell::new(0), panicked: Cell::new(false) }), scope: PhantomData, env: PhantomData };
    let result = catch_unwind(AssertUnwindSafe(|| f(&scope)));
    loop {
        let running = scope.data.running.get();
        if running == 0 {
            break;
        }
        sys::wait(&scope.data.running, running, None);
    }
    match result {
        Err(payload) => resume_unwind(payload),
        Ok(_) if scope.data.panicked.get() => panic!("a scoped thread panicked"),
        Ok(result) => result,
    }
}

impl<'scope, 'env> Scope<'scope, 'env> {
    pub fn spawn<F, T>(&'scope self, f: F) -> ScopedJoinHandle<'scope, T>
    where
        F: FnOnce() -> T + Send + 'scope,
        T: Send + 'scope,
    {
        Builder::new().spawn_scoped(self, f).expect("failed to spawn thread")
    }
}

impl Builder {
    pub fn spawn_scoped<'scope, 'env, F, T>(self, scope: &'scope Scope<'scope, 'env>, f: F) -> io::Result<ScopedJoinHandle<'scope, T>>
    where
        F: FnOnce() -> T + Send + 'scope,
        T: Send + 'scope,
    {
        Ok(ScopedJoinHandle { join: begin(self.name, f, Some(scope.data.clone()))?, scope: PhantomData })
    }
}

impl<'scope, T> ScopedJoinHandle<'scope, T> {
    #[must_use]
    pub fn thread(&self) -> &Thread {
        self.join.thread()
    }

    #[track_caller]
    pub fn join(self) -> Result<T> {
        self.join.join()
    }

    pub fn is_finished(&self) -> bool {
        self.join.is_finished()
    }
}

impl fmt::Debug for Scope<'_, '_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Scope").field("num_running_threads", &self.data.running.get()).finish_non_exhaustive()
    }
}

impl<'scope, T> fmt::Debug for ScopedJoinHandle<'scope, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ScopedJoinHandle").finish_non_exhaustive()
    }
}
