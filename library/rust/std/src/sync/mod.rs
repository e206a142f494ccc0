//! What threads share.

mod lock;
mod once;

pub use alloc_crate::sync::{Arc, Weak};
pub use core::sync::atomic;

pub use self::lock::{LockResult, Mutex, MutexGuard, PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard, TryLockError, TryLockResult};
pub use self::once::{LazyLock, Once, OnceLock};
