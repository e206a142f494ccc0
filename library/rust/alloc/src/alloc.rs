//! Blocks of the heap.

use core::intrinsics;
use core::ptr;

pub use core::alloc::{GlobalAlloc, Layout, LayoutError};

#[must_use = "losing the pointer will leak memory"]
#[track_caller]
pub unsafe fn alloc(layout: Layout) -> *mut u8 {
    unsafe { intrinsics::heap_alloc(layout.size(), layout.align()) }
}

#[track_caller]
pub unsafe fn dealloc(ptr: *mut u8, layout: Layout) {
    unsafe { intrinsics::heap_dealloc(ptr, layout.size(), layout.align()) }
}

#[must_use = "losing the pointer will leak memory"]
#[track_caller]
pub unsafe fn realloc(ptr: *mut u8, layout: Layout, new_size: usize) -> *mut u8 {
    unsafe { intrinsics::heap_realloc(ptr, layout.size(), layout.align(), new_size) }
}

#[must_use = "losing the pointer will leak memory"]
#[track_caller]
pub unsafe fn alloc_zeroed(layout: Layout) -> *mut u8 {
    unsafe { intrinsics::heap_alloc_zeroed(layout.size(), layout.align()) }
}

/// Ends the program when the heap is full.
#[inline(never)]
#[track_caller]
pub fn handle_alloc_error(layout: Layout) -> ! {
    panic!("memory allocation of {} bytes failed", layout.size())
}

/// A block for a layout; dangling when it has no size.
#[track_caller]
pub(crate) fn block(layout: Layout) -> *mut u8 {
    if layout.size() == 0 {
        return ptr::without_provenance_mut(layout.align());
    }
    let block = unsafe { alloc(layout) };
    if block.is_null() {
        handle_alloc_error(layout);
    }
    block
}

/// Gives back what `block` gave.
pub(crate) unsafe fn give_back(ptr: *mut u8, layout: Layout) {
    if layout.size() != 0 {
        unsafe { dealloc(ptr, layout) }
    }
}

/// The system's heap.
#[derive(Debug, Default, Copy, Clone)]
pub struct System;

unsafe impl GlobalAlloc for System {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        unsafe { alloc(layout) }
    }

    unsafe fn dealloc(&self, ptr: *mut u8, layout: Layout) {
        unsafe { dealloc(ptr, layout) }
    }
}
