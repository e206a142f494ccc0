//! Numbers that threads may change at the same time.

use self::Ordering::*;
use crate::cell::UnsafeCell;
use crate::fmt;
use crate::intrinsics;

/// How other memory stands to an access.
#[derive(Copy, Clone, Debug, Eq, PartialEq, Hash)]
#[non_exhaustive]
pub enum Ordering {
    Relaxed,
    Release,
    Acquire,
    AcqRel,
    SeqCst,
}

#[track_caller]
pub fn fence(order: Ordering) {
    if let Relaxed = order {
        panic!("there is no such thing as a relaxed fence");
    }
    unsafe { intrinsics::atomic_fence() }
}

#[track_caller]
fn check_load(order: Ordering) {
    match order {
        Release => panic!("there is no such thing as a release load"),
        AcqRel => panic!("there is no such thing as an acquire-release load"),
        _ => {}
    }
}

#[track_caller]
fn check_store(order: Ordering) {
    match order {
        Acquire => panic!("there is no such thing as an acquire store"),
        AcqRel => panic!("there is no such thing as an acquire-release store"),
        _ => {}
    }
}

macro_rules! common {
    ([$($generics:tt)*] $name:ty, $inner:ty, $new:ident) => {
        unsafe impl<$($generics)*> Sync for $name {}

        impl<$($generics)*> $name {
            pub const fn new(v: $inner) -> Self {
                $new { v: UnsafeCell::new(v) }
            }

            pub fn get_mut(&mut self) -> &mut $inner {
                self.v.get_mut()
            }

            pub fn into_inner(self) -> $inner {
                self.v.into_inner()
            }

            pub fn as_ptr(&self) -> *mut $inner {
                self.v.get()
            }

            #[track_caller]
            pub fn load(&self, order: Ordering) -> $inner {
                check_load(order);
                unsafe { intrinsics::thread_look() };
                unsafe { intrinsics::atomic_load(self.v.get() as *const $inner) }
            }

            #[track_caller]
            pub fn store(&self, val: $inner, order: Ordering) {
                check_store(order);
                unsafe { intrinsics::atomic_store(self.v.get(), val) }
            }

            pub fn swap(&self, val: $inner, order: Ordering) -> $inner {
                unsafe { intrinsics::thread_look() };
                unsafe { intrinsics::atomic_xchg(self.v.get(), val) }
            }

            pub fn compare_exchange(&self, current: $inner, new: $inner, success: Ordering, failure: Ordering) -> Result<$inner, $inner> {
                unsafe { intrinsics::thread_look() };
                let (value, done) = unsafe { intrinsics::atomic_cxchg(self.v.get(), current, new) };
                if done { Ok(value) } else { Err(value) }
            }

            pub fn compare_exchange_weak(&self, current: $inner, new: $inner, success: Ordering, failure: Ordering) -> Result<$inner, $inner> {
                self.compare_exchange(current, new, success, failure)
            }

            pub fn fetch_update<F: FnMut($inner) -> Option<$inner>>(&self, set_order: Ordering, fetch_order: Ordering, mut f: F) -> Result<$inner, $inner> {
                let mut prev = self.load(fetch_order);
                while let Some(next) = f(prev) {
                    match self.compare_exchange_weak(prev, next, set_order, fetch_order) {
                        Ok(x) => return Ok(x),
                        Err(next_prev) => prev = next_prev,
                    }
                }
                Err(prev)
            }
        }

        impl<$($generics)*> fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Debug::fmt(&self.load(Relaxed), f)
            }
        }

        impl<$($generics)*> From<$inner> for $name {
            fn from(v: $inner) -> Self {
                Self::new(v)
            }
        }
    };
}

macro_rules! atomic_ints {
    ($($name:ident $t:ident;)*) => { $(
        #[repr(transparent)]
        pub struct $name {
            v: UnsafeCell<$t>,
        }

        common! { [] $name, $t, $name }

        impl Default for $name {
            fn default() -> Self {
                Self::new(0)
            }
        }

        impl $name {
            pub fn fetch_add(&self, val: $t, order: Ordering) -> $t {
                unsafe { intrinsics::atomic_xadd(self.v.get(), val) }
            }

            pub fn fetch_sub(&self, val: $t, order: Ordering) -> $t {
                unsafe { intrinsics::atomic_xsub(self.v.get(), val) }
            }

            pub fn fetch_and(&self, val: $t, order: Ordering) -> $t {
                unsafe { intrinsics::atomic_and(self.v.get(), val) }
            }

            pub fn fetch_nand(&self, val: $t, order: Ordering) -> $t {
                unsafe { intrinsics::atomic_nand(self.v.get(), val) }
            }

            pub fn fetch_or(&self, val: $t, order: Ordering) -> $t {
                unsafe { intrinsics::atomic_or(self.v.get(), val) }
            }

            pub fn fetch_xor(&self, val: $t, order: Ordering) -> $t {
                unsafe { intrinsics::atomic_xor(self.v.get(), val) }
            }

            pub fn fetch_max(&self, val: $t, order: Ordering) -> $t {
                unsafe { intrinsics::atomic_max(self.v.get(), val) }
            }

            pub fn fetch_min(&self, val: $t, order: Ordering) -> $t {
                unsafe { intrinsics::atomic_min(self.v.get(), val) }
            }
        }
    )* };
}

atomic_ints! {
    AtomicI8 i8; AtomicU8 u8; AtomicI16 i16; AtomicU16 u16; AtomicI32 i32; AtomicU32 u32; AtomicI64 i64; AtomicU64 u64;
    AtomicIsize isize; AtomicUsize usize;
}

#[repr(transparent)]
pub struct AtomicBool {
    v: UnsafeCell<bool>,
}

common! { [] AtomicBool, bool, AtomicBool }

impl Default for AtomicBool {
    fn default() -> Self {
        Self::new(false)
    }
}

impl AtomicBool {
    pub fn fetch_and(&self, val: bool, order: Ordering) -> bool {
        if val { self.load(SeqCst) } else { self.swap(false, order) }
    }

    pub fn fetch_or(&self, val: bool, order: Ordering) -> bool {
        if val { self.swap(true, order) } else { self.load(SeqCst) }
    }

    pub fn fetch_xor(&self, val: bool, order: Ordering) -> bool {
        let old = self.load(SeqCst);
        self.swap(old != val, order)
    }

    pub fn fetch_not(&self, order: Ordering) -> bool {
        self.fetch_xor(true, order)
    }
}

#[repr(transparent)]
pub struct AtomicPtr<T> {
    v: UnsafeCell<*mut T>,
}

unsafe impl<T> Send for AtomicPtr<T> {}

common! { [T] AtomicPtr<T>, *mut T, AtomicPtr }

impl<T> Default for AtomicPtr<T> {
    fn default() -> Self {
        Self::new(crate::ptr::null_mut())
    }
}
