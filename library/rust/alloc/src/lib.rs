//! The part of Rust's library that needs a heap.

#![no_std]
#![feature(lang_items, rustc_attrs, fundamental, never_type, unboxed_closures, negative_impls, dropck_eyepatch, arbitrary_self_types)]
#![feature(allow_internal_unstable, prelude_import, unsized_fn_params, coverage_attribute, with_negative_coherence)]
#![allow(internal_features, dead_code, unused, incomplete_features)]

#[macro_use]
mod macros;

pub mod alloc;
pub mod borrow;
pub mod boxed;
pub mod collections;
pub mod fmt;
pub mod rc;
pub mod slice;
pub mod str;
pub mod string;
pub mod sync;
pub mod vec;

#[doc(hidden)]
pub mod __export {
    pub use core::format_args;
    pub use core::hint::must_use;
}
