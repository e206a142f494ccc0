//! What threads share.

mod barrier;
mod condvar;
mod lock;
pub mod mpsc;
mod once;

pub use alloc_crate::sync::{Arc, Weak};
pub use core::sync::atomic;

pub use self::barrier::{Barrier, BarrierWaitResult};
pub use self::condvar::{Condvar, WaitTimeoutResult};
pub use self::lock::{LockResult, Mutex, MutexGuard, PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard, TryLockError, TryLockResult};
pub use self::once::{LazyLock, Once, OnceLock, OnceState};
