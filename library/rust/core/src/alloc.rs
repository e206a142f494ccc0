//! Layouts of blocks of memory.

use crate::fmt;
use crate::mem;

/// Size and alignment of a block.
#[derive(Copy, Clone, Debug, PartialEq, Eq, Hash)]
#[lang = "alloc_layout"]
pub struct Layout {
    size: usize,
    align: usize,
}

impl Layout {
    pub const fn from_size_align(size: usize, align: usize) -> Result<Layout, LayoutError> {
        if align == 0 || align & (align - 1) != 0 || size > (isize::MAX as usize) - (align - 1) {
            return Err(LayoutError);
        }
        Ok(Layout { size, align })
    }

    pub const unsafe fn from_size_align_unchecked(size: usize, align: usize) -> Layout {
        Layout { size, align }
    }

    #[must_use]
    pub const fn size(&self) -> usize {
        self.size
    }

    #[must_use]
    pub const fn align(&self) -> usize {
        self.align
    }

    #[must_use]
    pub const fn new<T>() -> Layout {
        Layout { size: mem::size_of::<T>(), align: mem::align_of::<T>() }
    }

    #[must_use]
    pub fn for_value<T: ?Sized>(t: &T) -> Layout {
        Layout { size: mem::size_of_val(t), align: mem::align_of_val(t) }
    }

    pub fn array<T>(n: usize) -> Result<Layout, LayoutError> {
        match mem::size_of::<T>().checked_mul(n) {
            Some(size) => Layout::from_size_align(size, mem::align_of::<T>()),
            None => Err(LayoutError),
        }
    }

    pub fn extend(&self, next: Layout) -> Result<(Layout, usize), LayoutError> {
        let align = if self.align > next.align { self.align } else { next.align };
        let offset = (self.size + next.align - 1) & !(next.align - 1);
        match offset.checked_add(next.size) {
            Some(size) => Ok((Layout::from_size_align(size, align)?, offset)),
            None => Err(LayoutError),
        }
    }

    #[must_use]
    pub fn pad_to_align(&self) -> Layout {
        Layout { size: (self.size + self.align - 1) & !(self.align - 1), align: self.align }
    }
}

/// A layout that cannot be.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct LayoutError;

impl fmt::Display for LayoutError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("invalid parameters to Layout::from_size_align")
    }
}

/// Memory that a program can ask for.
pub unsafe trait GlobalAlloc {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8;

    unsafe fn dealloc(&self, ptr: *mut u8, layout: Layout);

    unsafe fn alloc_zeroed(&self, layout: Layout) -> *mut u8 {
        let size = layout.size();
        let ptr = unsafe { self.alloc(layout) };
        if !ptr.is_null() {
            unsafe { crate::ptr::write_bytes(ptr, 0, size) };
        }
        ptr
    }

    unsafe fn realloc(&self, ptr: *mut u8, layout: Layout, new_size: usize) -> *mut u8 {
        unsafe {
            let new_ptr = self.alloc(Layout::from_size_align_unchecked(new_size, layout.align()));
            if !new_ptr.is_null() {
                let count = if layout.size() < new_size { layout.size() } else { new_size };
                crate::ptr::copy_nonoverlapping(ptr, new_ptr, count);
                self.dealloc(ptr, layout);
            }
            new_ptr
        }
    }
}
