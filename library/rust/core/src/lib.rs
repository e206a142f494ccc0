//! The part of Rust's library that needs neither a heap nor a system.
//!
//! Names, signatures, behaviour and panic messages are those of Rust's own library; the code is written for Crabwalk, over the
//! operations of `intrinsics`.

#![no_core]
#![rustc_coherence_is_core]
#![feature(no_core, lang_items, intrinsics, rustc_attrs, fundamental, never_type, unboxed_closures, auto_traits, negative_impls)]
#![feature(prelude_import, decl_macro, dropck_eyepatch, exhaustive_patterns, allow_internal_unstable, arbitrary_self_types)]
#![feature(const_trait_impl, link_cfg, extern_types, trait_alias, unsized_fn_params, coverage_attribute, freeze_impls, with_negative_coherence, transparent_unions, rustc_private)]
#![allow(internal_features, dead_code, unused, non_camel_case_types)]

#[macro_use]
mod macros;

pub mod intrinsics;

pub mod any;
pub mod alloc;
pub mod array;
pub mod ascii;
pub mod borrow;
pub mod cell;
pub mod char;
pub mod clone;
pub mod cmp;
pub mod convert;
pub mod default;
pub mod error;
pub mod fmt;
pub mod hash;
pub mod hint;
pub mod iter;
pub mod marker;
pub mod mem;
pub mod num;
pub mod ops;
pub mod option;
pub mod panic;
pub mod panicking;
pub mod pin;
pub mod prelude;
pub mod ptr;
pub mod result;
pub mod slice;
pub mod str;
pub mod sync;
pub mod time;

mod bool;
mod tuple;
mod unicode;
mod unit;

#[prelude_import]
#[allow(unused_imports)]
use prelude::v1::*;

pub mod f32 {
    pub use crate::num::f32_consts as consts;
    pub const MAX: f32 = f32::MAX;
    pub const MIN: f32 = f32::MIN;
    pub const EPSILON: f32 = f32::EPSILON;
    pub const INFINITY: f32 = f32::INFINITY;
    pub const NEG_INFINITY: f32 = f32::NEG_INFINITY;
    pub const NAN: f32 = f32::NAN;
}

pub mod f64 {
    pub use crate::num::f64_consts as consts;
    pub const MAX: f64 = f64::MAX;
    pub const MIN: f64 = f64::MIN;
    pub const EPSILON: f64 = f64::EPSILON;
    pub const INFINITY: f64 = f64::INFINITY;
    pub const NEG_INFINITY: f64 = f64::NEG_INFINITY;
    pub const NAN: f64 = f64::NAN;
}

macro_rules! int_modules {
    ($($name:ident)*) => {$(
        pub mod $name {
            pub const MIN: $name = $name::MIN;
            pub const MAX: $name = $name::MAX;
        }
    )*};
}

int_modules! { i8 i16 i32 i64 i128 isize u8 u16 u32 u64 u128 usize }
