//! Waiting for what another thread changes under a lock.

use crate::cell::Cell;
use crate::fmt;
use crate::prelude::v1::*;
use crate::sys;
use crate::time::{Duration, Instant};

use super::lock::{LockResult, MutexGuard, PoisonError};

/// Whether the time of a wait was up.
#[derive(Debug, PartialEq, Eq, Copy, Clone)]
pub struct WaitTimeoutResult(bool);

impl WaitTimeoutResult {
    #[must_use]
    pub fn timed_out(&self) -> bool {
        self.0
    }
}

/// Where threads wait to be told of a change.
pub struct Condvar {
    // How often somebody was told.
    told: Cell<u32>,
}

unsafe impl Send for Condvar {}
unsafe impl Sync for Condvar {}

impl Condvar {
    #[must_use]
    pub const fn new() -> Condvar {
        Condvar { told: Cell::new(0) }
    }

    #[track_caller]
    fn sleep<'a, T>(&self, guard: MutexGuard<'a, T>, most: Option<Duration>) -> (LockResult<MutexGuard<'a, T>>, bool) {
        let mutex = guard.mutex();
        let told = self.told.get();
        drop(guard);
        let in_time = sys::wait(&self.told, told, most);
        (mutex.lock(), in_time)
    }

    #[track_caller]
    pub fn wait<'a, T>(&self, guard: MutexGuard<'a, T>) -> LockResult<MutexGuard<'a, T>> {
        self.sleep(guard, None).0
    }

    #[track_caller]
    pub fn wait_while<'a, T, F: FnMut(&mut T) -> bool>(&self, mut guard: MutexGuard<'a, T>, mut condition: F) -> LockResult<MutexGuard<'a, T>> {
        while condition(&mut *guard) {
            guard = self.wait(guard)?;
        }
        Ok(guard)
    }

    pub fn wait_timeout<'a, T>(&self, guard: MutexGuard<'a, T>, dur: Duration) -> LockResult<(MutexGuard<'a, T>, WaitTimeoutResult)> {
        let (result, in_time) = self.sleep(guard, Some(dur));
        match result {
            Ok(guard) => Ok((guard, WaitTimeoutResult(!in_time))),
            Err(poisoned) => Err(PoisonError::new((poisoned.into_inner(), WaitTimeoutResult(!in_time)))),
        }
    }

    pub fn wait_timeout_while<'a, T, F: FnMut(&mut T) -> bool>(
        &self,
        mut guard: MutexGuard<'a, T>,
        dur: Duration,
        mut condition: F,
    ) -> LockResult<(MutexGuard<'a, T>, WaitTimeoutResult)> {
        let start = Instant::now();
        loop {
            if !condition(&mut *guard) {
                return Ok((guard, WaitTimeoutResult(false)));
            }
            let rest = match dur.checked_sub(start.elapsed()) {
                Some(rest) => rest,
                None => return Ok((guard, WaitTimeoutResult(true))),
            };
            guard = self.wait_timeout(guard, rest)?.0;
        }
    }

    pub fn notify_one(&self) {
        self.told.set(self.told.get().wrapping_add(1));
        sys::wake(&self.told, 1);
    }

    pub fn notify_all(&self) {
        self.told.set(self.told.get().wrapping_add(1));
        sys::wake(&self.told, usize::MAX);
    }
}

impl Default for Condvar {
    fn default() -> Condvar {
        Condvar::new()
    }
}

impl fmt::Debug for Condvar {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Condvar").finish_non_exhaustive()
    }
}
