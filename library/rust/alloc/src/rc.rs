//! Pointers that share a value by counting.

use core::any::Any;
use core::borrow::Borrow;
use core::cell::Cell;
use core::cmp::Ordering;
use core::fmt;
use core::hash::{Hash, Hasher};
use core::marker::{PhantomData, Unsize};
use core::mem::{self, ManuallyDrop};
use core::ops::{CoerceUnsized, Deref, DispatchFromDyn, LegacyReceiver};
use core::ptr::{self, NonNull};

use crate::alloc::{self, Layout};
use crate::boxed::Box;
use crate::string::String;
use crate::vec::Vec;

#[repr(C)]
struct RcInner<T: ?Sized> {
    strong: Cell<usize>,
    // One for all strong pointers together.
    weak: Cell<usize>,
    value: T,
}

/// A pointer that owns a value together with others; the last one drops it.
#[rustc_diagnostic_item = "Rc"]
pub struct Rc<T: ?Sized> {
    ptr: NonNull<RcInner<T>>,
    phantom: PhantomData<RcInner<T>>,
}

impl<T: ?Sized> !Send for Rc<T> {}
impl<T: ?Sized> !Sync for Rc<T> {}

impl<T: ?Sized + Unsize<U>, U: ?Sized> CoerceUnsized<Rc<U>> for Rc<T> {}

impl<T: ?Sized + Unsize<U>, U: ?Sized> DispatchFromDyn<Rc<U>> for Rc<T> {}

impl<T: ?Sized> Rc<T> {
    fn inner(&self) -> &RcInner<T> {
        unsafe { self.ptr.as_ref() }
    }

    unsafe fn from_inner(ptr: NonNull<RcInner<T>>) -> Self {
        Rc { ptr, phantom: PhantomData }
    }
}

impl<T> Rc<T> {
    #[track_caller]
    pub fn new(value: T) -> Rc<T> {
        unsafe {
            let block = Box::new(RcInner { strong: Cell::<usize>::new(1), weak: Cell::<usize>::new(1), value });
            Self::from_inner(NonNull::new_unchecked(Box::into_raw(block)))
        }
    }

    #[track_caller]
    pub fn new_cyclic<F: FnOnce(&Weak<T>) -> T>(data_fn: F) -> Rc<T> {
        unsafe {
            let block = alloc::block(Layout::new::<RcInner<T>>()) as *mut RcInner<T>;
            ptr::write(&raw mut (*block).strong, Cell::<usize>::new(0));
            ptr::write(&raw mut (*block).weak, Cell::<usize>::new(1));
            let weak = Weak { ptr: NonNull::new_unchecked(block) };
            let data = data_fn(&weak);
            ptr::write(&raw mut (*block).value, data);
            (*block).strong.set(1);
            mem::forget(weak);
            Self::from_inner(NonNull::new_unchecked(block))
        }
    }

    pub fn pin(value: T) -> core::pin::Pin<Rc<T>> {
        unsafe { core::pin::Pin::new_unchecked(Rc::new(value)) }
    }

    pub fn try_unwrap(this: Self) -> Result<T, Self> {
        if Rc::strong_count(&this) != 1 {
            return Err(this);
        }
        unsafe {
            let this = ManuallyDrop::new(this);
            let value = ptr::read(&this.inner().value);
            this.inner().dec_strong();
            // What the strong pointers held together.
            let _weak = Weak { ptr: this.ptr };
            Ok(value)
        }
    }

    pub fn into_inner(this: Self) -> Option<T> {
        Rc::try_unwrap(this).ok()
    }

    pub fn unwrap_or_clone(this: Self) -> T
    where
        T: Clone,
    {
        Rc::try_unwrap(this).unwrap_or_else(|shared| (*shared).clone())
    }
}

impl<T: ?Sized> Rc<T> {
    pub fn into_raw(this: Self) -> *const T {
        let this = ManuallyDrop::new(this);
        Self::as_ptr(&*this)
    }

    pub fn as_ptr(this: &Self) -> *const T {
        unsafe { &raw const (*this.ptr.as_ptr()).value }
    }

    #[must_use = "this returns a new `Weak` pointer, without modifying the original `Rc`"]
    pub fn downgrade(this: &Self) -> Weak<T> {
        this.inner().inc_weak();
        Weak { ptr: this.ptr }
    }

    pub fn weak_count(this: &Self) -> usize {
        this.inner().weak() - 1
    }

    pub fn strong_count(this: &Self) -> usize {
        this.inner().strong()
    }

    fn is_unique(this: &Self) -> bool {
        Rc::weak_count(this) == 0 && Rc::strong_count(this) == 1
    }

    pub fn get_mut(this: &mut Self) -> Option<&mut T> {
        if Rc::is_unique(this) { unsafe { Some(&mut (*this.ptr.as_ptr()).value) } } else { None }
    }

    pub fn ptr_eq(this: &Self, other: &Self) -> bool {
        ptr::addr_eq(this.ptr.as_ptr() as *const RcInner<T>, other.ptr.as_ptr() as *const RcInner<T>)
    }
}

impl<T> Rc<T> {
    pub unsafe fn from_raw(ptr: *const T) -> Self {
        unsafe {
            let header: usize = mem::size_of::<usize>() * 2;
            let align = mem::align_of::<T>();
            let offset = (header + align - 1) & !(align - 1);
            Self::from_inner(NonNull::new_unchecked(ptr.byte_sub(offset) as *mut RcInner<T>))
        }
    }
}

impl<T: Clone> Rc<T> {
    pub fn make_mut(this: &mut Self) -> &mut T {
        if Rc::strong_count(this) != 1 {
            *this = Rc::new((**this).clone());
        } else if Rc::weak_count(this) != 0 {
            // Only weak pointers are left besides: the value moves away from them.
            unsafe {
                let value = ptr::read(&this.inner().value);
                let fresh = Rc::new(value);
                let old = mem::replace(this, fresh);
                let old = ManuallyDrop::new(old);
                old.inner().dec_strong();
                let _weak = Weak { ptr: old.ptr };
            }
        }
        unsafe { &mut (*this.ptr.as_ptr()).value }
    }
}

impl Rc<dyn Any> {
    pub fn downcast<T: Any>(self) -> Result<Rc<T>, Self> {
        if (*self).is::<T>() {
            unsafe {
                let this = ManuallyDrop::new(self);
                Ok(Rc::from_inner(this.ptr.cast::<RcInner<T>>()))
            }
        } else {
            Err(self)
        }
    }
}

impl<T: ?Sized> Deref for Rc<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.inner().value
    }
}

impl<T: ?Sized> LegacyReceiver for Rc<T> {}

unsafe impl<#[may_dangle] T: ?Sized> Drop for Rc<T> {
    fn drop(&mut self) {
        unsafe {
            if self.inner().dec_strong() == 0 {
                // The block goes with the last weak pointer, also when the value's drop panics.
                let _weak = Weak { ptr: self.ptr };
                ptr::drop_in_place(&mut (*self.ptr.as_ptr()).value);
            }
        }
    }
}

impl<T: ?Sized> Clone for Rc<T> {
    fn clone(&self) -> Self {
        unsafe {
            self.inner().inc_strong();
            Self::from_inner(self.ptr)
        }
    }
}

impl<T: Default> Default for Rc<T> {
    fn default() -> Self {
        Rc::new(Default::default())
    }
}

impl<T: ?Sized + PartialEq> PartialEq for Rc<T> {
    fn eq(&self, other: &Self) -> bool {
        **self == **other
    }
}

impl<T: ?Sized + Eq> Eq for Rc<T> {}

impl<T: ?Sized + PartialOrd> PartialOrd for Rc<T> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        (**self).partial_cmp(&**other)
    }
}

impl<T: ?Sized + Ord> Ord for Rc<T> {
    fn cmp(&self, other: &Self) -> Ordering {
        (**self).cmp(&**other)
    }
}

impl<T: ?Sized + Hash> Hash for Rc<T> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        (**self).hash(state);
    }
}

impl<T: ?Sized + fmt::Display> fmt::Display for Rc<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&**self, f)
    }
}

impl<T: ?Sized + fmt::Debug> fmt::Debug for Rc<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&**self, f)
    }
}

impl<T: ?Sized> fmt::Pointer for Rc<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Pointer::fmt(&Rc::as_ptr(self), f)
    }
}

impl<T> From<T> for Rc<T> {
    fn from(t: T) -> Self {
        Rc::new(t)
    }
}

/// A block for a slice after the counts, with the counts in it.
unsafe fn slice_block<T>(len: usize) -> *mut RcInner<[T]> {
    unsafe {
        let (layout, _) = Layout::new::<RcInner<()>>().extend(Layout::array::<T>(len).unwrap()).unwrap();
        let block = alloc::block(layout.pad_to_align());
        let inner = ptr::slice_from_raw_parts_mut(block as *mut T, len) as *mut RcInner<[T]>;
        ptr::write(&raw mut (*inner).strong, Cell::<usize>::new(1));
        ptr::write(&raw mut (*inner).weak, Cell::<usize>::new(1));
        inner
    }
}

impl<T: Clone> From<&[T]> for Rc<[T]> {
    fn from(v: &[T]) -> Rc<[T]> {
        Rc::from(crate::slice::to_vec(v))
    }
}

impl<T> From<Vec<T>> for Rc<[T]> {
    fn from(mut v: Vec<T>) -> Rc<[T]> {
        unsafe {
            let len = v.len();
            let inner = slice_block::<T>(len);
            ptr::copy_nonoverlapping(v.as_ptr(), &raw mut (*inner).value as *mut T, len);
            v.set_len(0);
            Self::from_inner(NonNull::new_unchecked(inner))
        }
    }
}

impl<T, const N: usize> From<[T; N]> for Rc<[T]> {
    fn from(v: [T; N]) -> Rc<[T]> {
        Rc::<[T; N]>::new(v)
    }
}

impl From<&str> for Rc<str> {
    fn from(v: &str) -> Rc<str> {
        let bytes = ManuallyDrop::new(Rc::<[u8]>::from(v.as_bytes()));
        unsafe { Rc::from_inner(NonNull::new_unchecked(bytes.ptr.as_ptr() as *mut RcInner<str>)) }
    }
}

impl From<String> for Rc<str> {
    fn from(v: String) -> Rc<str> {
        Rc::from(&v[..])
    }
}

impl<T> From<Box<T>> for Rc<T> {
    fn from(v: Box<T>) -> Rc<T> {
        Rc::new(*v)
    }
}

impl<T> FromIterator<T> for Rc<[T]> {
    fn from_iter<I: IntoIterator<Item = T>>(iter: I) -> Self {
        Rc::from(iter.into_iter().collect::<Vec<T>>())
    }
}

impl<T: ?Sized> Borrow<T> for Rc<T> {
    fn borrow(&self) -> &T {
        &**self
    }
}

impl<T: ?Sized> AsRef<T> for Rc<T> {
    fn as_ref(&self) -> &T {
        &**self
    }
}

impl<T: ?Sized> Unpin for Rc<T> {}

impl<T: core::error::Error + ?Sized> core::error::Error for Rc<T> {
    fn source(&self) -> Option<&(dyn core::error::Error + 'static)> {
        core::error::Error::source(&**self)
    }
}

/// A pointer that does not keep the value, only its block.
#[rustc_diagnostic_item = "RcWeak"]
pub struct Weak<T: ?Sized> {
    // An address of all ones when it never had a block.
    ptr: NonNull<RcInner<T>>,
}

impl<T: ?Sized> !Send for Weak<T> {}
impl<T: ?Sized> !Sync for Weak<T> {}

impl<T: ?Sized + Unsize<U>, U: ?Sized> CoerceUnsized<Weak<U>> for Weak<T> {}

impl<T: ?Sized + Unsize<U>, U: ?Sized> DispatchFromDyn<Weak<U>> for Weak<T> {}

impl<T> Weak<T> {
    #[must_use]
    pub const fn new() -> Weak<T> {
        Weak { ptr: unsafe { NonNull::new_unchecked(usize::MAX as *mut RcInner<T>) } }
    }
}

impl<T: ?Sized> Weak<T> {
    fn inner(&self) -> Option<&RcCounts> {
        let address = self.ptr.as_ptr() as *mut ();
        if address as usize == usize::MAX { None } else { unsafe { Some(&*(address as *const RcCounts)) } }
    }

    #[must_use = "this returns a new `Rc`, without modifying the original weak pointer"]
    pub fn upgrade(&self) -> Option<Rc<T>> {
        let counts = self.inner()?;
        if counts.strong() == 0 {
            None
        } else {
            unsafe {
                counts.inc_strong();
                Some(Rc::from_inner(self.ptr))
            }
        }
    }

    #[must_use]
    pub fn strong_count(&self) -> usize {
        match self.inner() {
            Some(counts) => counts.strong(),
            None => 0,
        }
    }

    #[must_use]
    pub fn weak_count(&self) -> usize {
        match self.inner() {
            Some(counts) => {
                if counts.strong() > 0 {
                    counts.weak() - 1
                } else {
                    0
                }
            }
            None => 0,
        }
    }

    #[must_use]
    pub fn ptr_eq(&self, other: &Self) -> bool {
        ptr::addr_eq(self.ptr.as_ptr() as *const RcInner<T>, other.ptr.as_ptr() as *const RcInner<T>)
    }
}

/// Only the counts, whatever comes after them.
type RcCounts = RcInner<()>;

impl<T: ?Sized> RcInner<T> {
    fn strong(&self) -> usize {
        self.strong.get()
    }

    fn weak(&self) -> usize {
        self.weak.get()
    }

    fn inc_strong(&self) {
        self.strong.set(self.strong.get() + 1);
    }

    fn dec_strong(&self) -> usize {
        self.strong.set(self.strong.get() - 1);
        self.strong.get()
    }

    fn inc_weak(&self) {
        self.weak.set(self.weak.get() + 1);
    }

    fn dec_weak(&self) -> usize {
        self.weak.set(self.weak.get() - 1);
        self.weak.get()
    }
}

unsafe impl<#[may_dangle] T: ?Sized> Drop for Weak<T> {
    fn drop(&mut self) {
        let last = match self.inner() {
            Some(counts) => counts.dec_weak() == 0,
            None => return,
        };
        if last {
            unsafe {
                let ptr = self.ptr.as_ptr();
                let layout = Layout::from_size_align_unchecked(core::intrinsics::size_of_val(ptr as *const RcInner<T>), core::intrinsics::align_of_val(ptr as *const RcInner<T>));
                alloc::dealloc(ptr as *mut u8, layout);
            }
        }
    }
}

impl<T: ?Sized> Clone for Weak<T> {
    fn clone(&self) -> Weak<T> {
        if let Some(counts) = self.inner() {
            counts.inc_weak()
        }
        Weak { ptr: self.ptr }
    }
}

impl<T: ?Sized> fmt::Debug for Weak<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("(Weak)")
    }
}

impl<T> Default for Weak<T> {
    fn default() -> Weak<T> {
        Weak::new()
    }
}
