//! Values as memory.

use crate::clone::Clone;
use crate::cmp::{Eq, PartialEq};
use crate::fmt;
use crate::hash::{Hash, Hasher};
use crate::intrinsics;
use crate::marker::DiscriminantKind;
use crate::ops::{Deref, DerefMut};
use crate::ptr;

/// Keeps a value from being dropped.
#[lang = "manually_drop"]
#[derive(Copy, Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(transparent)]
pub struct ManuallyDrop<T: ?Sized> {
    value: T,
}

impl<T> ManuallyDrop<T> {
    #[must_use = "if you don't need the wrapper, you can use `mem::forget` instead"]
    pub const fn new(value: T) -> ManuallyDrop<T> {
        ManuallyDrop { value }
    }

    pub const fn into_inner(slot: ManuallyDrop<T>) -> T {
        slot.value
    }

    #[must_use = "if you don't need the value, you can use `ManuallyDrop::drop` instead"]
    pub unsafe fn take(slot: &mut ManuallyDrop<T>) -> T {
        unsafe { ptr::read(&slot.value) }
    }
}

impl<T: ?Sized> ManuallyDrop<T> {
    pub unsafe fn drop(slot: &mut ManuallyDrop<T>) {
        unsafe { ptr::drop_in_place(&mut slot.value) }
    }
}

impl<T: ?Sized> Deref for ManuallyDrop<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.value
    }
}

impl<T: ?Sized> DerefMut for ManuallyDrop<T> {
    fn deref_mut(&mut self) -> &mut T {
        &mut self.value
    }
}

/// Memory for a value that may not be there yet.
#[lang = "maybe_uninit"]
#[derive(Copy)]
#[repr(transparent)]
pub union MaybeUninit<T> {
    uninit: (),
    value: ManuallyDrop<T>,
}

impl<T: Copy> Clone for MaybeUninit<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> MaybeUninit<T> {
    pub const fn new(val: T) -> MaybeUninit<T> {
        MaybeUninit { value: ManuallyDrop::new(val) }
    }

    pub const fn uninit() -> MaybeUninit<T> {
        MaybeUninit { uninit: () }
    }

    pub fn zeroed() -> MaybeUninit<T> {
        let mut u = MaybeUninit::<T>::uninit();
        unsafe { intrinsics::write_bytes(u.as_mut_ptr(), 0u8, 1) };
        u
    }

    pub fn write(&mut self, val: T) -> &mut T {
        *self = MaybeUninit::new(val);
        unsafe { self.assume_init_mut() }
    }

    pub const fn as_ptr(&self) -> *const T {
        self as *const _ as *const T
    }

    pub const fn as_mut_ptr(&mut self) -> *mut T {
        self as *mut _ as *mut T
    }

    pub const unsafe fn assume_init(self) -> T {
        unsafe { ManuallyDrop::into_inner(self.value) }
    }

    pub const unsafe fn assume_init_read(&self) -> T {
        unsafe { ptr::read(self.as_ptr()) }
    }

    pub unsafe fn assume_init_drop(&mut self) {
        unsafe { ptr::drop_in_place(self.as_mut_ptr()) }
    }

    pub const unsafe fn assume_init_ref(&self) -> &T {
        unsafe { &*self.as_ptr() }
    }

    pub const unsafe fn assume_init_mut(&mut self) -> &mut T {
        unsafe { &mut *self.as_mut_ptr() }
    }

    pub fn uninit_array<const N: usize>() -> [MaybeUninit<T>; N] {
        unsafe { MaybeUninit::<[MaybeUninit<T>; N]>::uninit().assume_init() }
    }
}

impl<T> fmt::Debug for MaybeUninit<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("MaybeUninit<")?;
        f.write_str(crate::any::type_name::<T>())?;
        f.write_str(">")
    }
}

/// Uses a value up without dropping it.
#[rustc_diagnostic_item = "mem_forget"]
pub const fn forget<T>(t: T) {
    let _ = ManuallyDrop::new(t);
}

/// The size of a type in bytes.
#[must_use]
#[rustc_diagnostic_item = "mem_size_of"]
pub const fn size_of<T>() -> usize {
    unsafe { intrinsics::size_of::<T>() }
}

/// The size of a value in bytes.
#[must_use]
#[rustc_diagnostic_item = "mem_size_of_val"]
pub const fn size_of_val<T: ?Sized>(val: &T) -> usize {
    unsafe { intrinsics::size_of_val(val as *const T) }
}

/// The alignment of a type in bytes.
#[must_use]
#[rustc_diagnostic_item = "mem_align_of"]
pub const fn align_of<T>() -> usize {
    unsafe { intrinsics::align_of::<T>() }
}

/// The alignment of a value in bytes.
#[must_use]
pub const fn align_of_val<T: ?Sized>(val: &T) -> usize {
    unsafe { intrinsics::align_of_val(val as *const T) }
}

/// May dropping a value of the type do something?
#[must_use]
pub const fn needs_drop<T: ?Sized>() -> bool {
    unsafe { intrinsics::needs_drop::<T>() }
}

/// A value of zero bytes.
#[must_use]
pub unsafe fn zeroed<T>() -> T {
    unsafe { MaybeUninit::zeroed().assume_init() }
}

/// Exchanges two values.
#[rustc_diagnostic_item = "mem_swap"]
pub const fn swap<T>(x: &mut T, y: &mut T) {
    unsafe { intrinsics::typed_swap_nonoverlapping(x as *mut T, y as *mut T) }
}

/// The value, with the type's default left in its place.
#[rustc_diagnostic_item = "mem_take"]
pub fn take<T: Default>(dest: &mut T) -> T {
    replace(dest, T::default())
}

/// The value, with another left in its place.
#[must_use = "if you don't need the old value, you can just assign the new value directly"]
#[rustc_diagnostic_item = "mem_replace"]
pub const fn replace<T>(dest: &mut T, src: T) -> T {
    unsafe {
        let result = ptr::read(dest as *const T);
        ptr::write(dest, src);
        result
    }
}

/// Drops a value.
#[rustc_diagnostic_item = "mem_drop"]
pub fn drop<T>(_x: T) {}

/// A copy of the bytes as another type.
#[must_use]
pub const unsafe fn transmute_copy<Src, Dst>(src: &Src) -> Dst {
    unsafe { intrinsics::unaligned_load(src as *const Src as *const Dst) }
}

/// The bytes of a value as another type.
pub use crate::intrinsics::transmute;

/// What tells one variant of an enum from the others.
#[rustc_diagnostic_item = "Discriminant"]
pub struct Discriminant<T>(<T as DiscriminantKind>::Discriminant);

impl<T> Copy for Discriminant<T> {}

impl<T> Clone for Discriminant<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> PartialEq for Discriminant<T> {
    fn eq(&self, rhs: &Self) -> bool {
        self.0 == rhs.0
    }
}

impl<T> Eq for Discriminant<T> {}

impl<T> Hash for Discriminant<T> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.0.hash(state);
    }
}

impl<T> fmt::Debug for Discriminant<T> {
    fn fmt(&self, fmt: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt.debug_tuple("Discriminant").field(&self.0).finish()
    }
}

/// The discriminant of a value.
#[rustc_diagnostic_item = "mem_discriminant"]
pub const fn discriminant<T>(v: &T) -> Discriminant<T> {
    Discriminant(intrinsics::discriminant_value(v))
}
