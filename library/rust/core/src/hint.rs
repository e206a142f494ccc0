//! Hints for the compiler.

use crate::intrinsics;

#[track_caller]
pub const unsafe fn unreachable_unchecked() -> ! {
    unsafe { intrinsics::unreachable() }
}

#[track_caller]
pub const unsafe fn assert_unchecked(cond: bool) {
    unsafe { intrinsics::assume(cond) }
}

pub fn spin_loop() {
    unsafe { intrinsics::thread_yield() }
}

pub fn black_box<T>(dummy: T) -> T {
    unsafe { intrinsics::black_box(dummy) }
}

#[must_use]
pub const fn must_use<T>(value: T) -> T {
    value
}
