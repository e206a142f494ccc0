//! What errors have in common.

pub use core::error::Error;
