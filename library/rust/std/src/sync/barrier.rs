//! Waiting until all have come.

use crate::cell::Cell;
use crate::fmt;
use crate::sys;

/// Lets threads go on when enough of them wait.
pub struct Barrier {
    count: Cell<usize>,
    round: Cell<u32>,
    needed: usize,
}

unsafe impl Send for Barrier {}
unsafe impl Sync for Barrier {}

/// Whether this thread was the last to come.
pub struct BarrierWaitResult(bool);

impl Barrier {
    #[must_use]
    pub const fn new(n: usize) -> Barrier {
        Barrier { count: Cell::new(0), round: Cell::new(0), needed: n }
    }

    #[track_caller]
    pub fn wait(&self) -> BarrierWaitResult {
        let round = self.round.get();
        self.count.set(self.count.get() + 1);
        if self.count.get() >= self.needed {
            self.count.set(0);
            self.round.set(round.wrapping_add(1));
            sys::wake(&self.round, usize::MAX);
            return BarrierWaitResult(true);
        }
        while self.round.get() == round {
            sys::wait(&self.round, round, None);
        }
        BarrierWaitResult(false)
    }
}

impl BarrierWaitResult {
    #[must_use]
    pub fn is_leader(&self) -> bool {
        self.0
    }
}

impl fmt::Debug for Barrier {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Barrier").finish_non_exhaustive()
    }
}

impl fmt::Debug for BarrierWaitResult {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("BarrierWaitResult").field("is_leader", &self.0).finish()
    }
}
