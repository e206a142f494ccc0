//! Blocks of the heap.

pub use alloc_crate::alloc::*;
