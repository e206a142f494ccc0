//! Pointers that threads share a value by.

use core::any::Any;
use core::borrow::Borrow;
use core::cmp::Ordering;
use core::fmt;
use core::hash::{Hash, Hasher};
use core::marker::{PhantomData, Unsize};
use core::mem::{self, ManuallyDrop};
use core::ops::{CoerceUnsized, Deref, DispatchFromDyn, LegacyReceiver};
use core::ptr::{self, NonNull};
use core::sync::atomic::AtomicUsize;
use core::sync::atomic::Ordering::SeqCst;

use crate::alloc::{self, Layout};
use crate::boxed::Box;
use crate::string::String;
use crate::vec::Vec;

#[repr(C)]
struct ArcInner<T: ?Sized> {
    strong: AtomicUsize,
    // One for all strong pointers together.
    weak: AtomicUsize,
    value: T,
}

/// A pointer that owns a value together with others; the last one drops it.
#[rustc_diagnostic_item = "Arc"]
pub struct Arc<T: ?Sized> {
    ptr: NonNull<ArcInner<T>>,
    phantom: PhantomData<ArcInner<T>>,
}

unsafe impl<T: ?Sized + Sync + Send> Send for Arc<T> {}
unsafe impl<T: ?Sized + Sync + Send> Sync for Arc<T> {}

impl<T: ?Sized + Unsize<U>, U: ?Sized> CoerceUnsized<Arc<U>> for Arc<T> {}

impl<T: ?Sized + Unsize<U>, U: ?Sized> DispatchFromDyn<Arc<U>> for Arc<T> {}

impl<T: ?Sized> Arc<T> {
    fn inner(&self) -> &ArcInner<T> {
        unsafe { self.ptr.as_ref() }
    }

    unsafe fn from_inner(ptr: NonNull<ArcInner<T>>) -> Self {
        Arc { ptr, phantom: PhantomData }
    }
}

impl<T> Arc<T> {
    #[track_caller]
    pub fn new(value: T) -> Arc<T> {
        unsafe {
            let block = Box::new(ArcInner { strong: AtomicUsize::new(1), weak: AtomicUsize::new(1), value });
            Self::from_inner(NonNull::new_unchecked(Box::into_raw(block)))
        }
    }

    #[track_caller]
    pub fn new_cyclic<F: FnOnce(&Weak<T>) -> T>(data_fn: F) -> Arc<T> {
        unsafe {
            let block = alloc::block(Layout::new::<ArcInner<T>>()) as *mut ArcInner<T>;
            ptr::write(&raw mut (*block).strong, AtomicUsize::new(0));
            ptr::write(&raw mut (*block).weak, AtomicUsize::new(1));
            let weak = Weak { ptr: NonNull::new_unchecked(block) };
            let data = data_fn(&weak);
            ptr::write(&raw mut (*block).value, data);
            (*block).strong.store(1, SeqCst);
            mem::forget(weak);
            Self::from_inner(NonNull::new_unchecked(block))
        }
    }

    pub fn pin(value: T) -> core::pin::Pin<Arc<T>> {
        unsafe { core::pin::Pin::new_unchecked(Arc::new(value)) }
    }

    pub fn try_unwrap(this: Self) -> Result<T, Self> {
        if Arc::strong_count(&this) != 1 {
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
        Arc::try_unwrap(this).ok()
    }

    pub fn unwrap_or_clone(this: Self) -> T
    where
        T: Clone,
    {
        Arc::try_unwrap(this).unwrap_or_else(|shared| (*shared).clone())
    }
}

impl<T: ?Sized> Arc<T> {
    pub fn into_raw(this: Self) -> *const T {
        let this = ManuallyDrop::new(this);
        Self::as_ptr(&*this)
    }

    pub fn as_ptr(this: &Self) -> *const T {
        unsafe { &raw const (*this.ptr.as_ptr()).value }
    }

    #[must_use = "this returns a new `Weak` pointer, without modifying the original `Arc`"]
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
        Arc::weak_count(this) == 0 && Arc::strong_count(this) == 1
    }

    pub fn get_mut(this: &mut Self) -> Option<&mut T> {
        if Arc::is_unique(this) { unsafe { Some(&mut (*this.ptr.as_ptr()).value) } } else { None }
    }

    pub fn ptr_eq(this: &Self, other: &Self) -> bool {
        ptr::addr_eq(this.ptr.as_ptr() as *const ArcInner<T>, other.ptr.as_ptr() as *const ArcInner<T>)
    }
}

impl<T> Arc<T> {
    pub unsafe fn from_raw(ptr: *const T) -> Self {
        unsafe {
            let header: usize = mem::size_of::<usize>() * 2;
            let align = mem::align_of::<T>();
            let offset = (header + align - 1) & !(align - 1);
            Self::from_inner(NonNull::new_unchecked(ptr.byte_sub(offset) as *mut ArcInner<T>))
        }
    }
}

impl<T: Clone> Arc<T> {
    pub fn make_mut(this: &mut Self) -> &mut T {
        if Arc::strong_count(this) != 1 {
            *this = Arc::new((**this).clone());
        } else if Arc::weak_count(this) != 0 {
            // Only weak pointers are left besides: the value moves away from them.
            unsafe {
                let value = ptr::read(&this.inner().value);
                let fresh = Arc::new(value);
                let old = mem::replace(this, fresh);
                let old = ManuallyDrop::new(old);
                old.inner().dec_strong();
                let _weak = Weak { ptr: old.ptr };
            }
        }
        unsafe { &mut (*this.ptr.as_ptr()).value }
    }
}

impl Arc<dyn Any + Send + Sync> {
    pub fn downcast<T: Any + Send + Sync>(self) -> Result<Arc<T>, Self> {
        if (*self).is::<T>() {
            unsafe {
                let this = ManuallyDrop::new(self);
                Ok(Arc::from_inner(this.ptr.cast::<ArcInner<T>>()))
            }
        } else {
            Err(self)
        }
    }
}

impl<T: ?Sized> Deref for Arc<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.inner().value
    }
}

impl<T: ?Sized> LegacyReceiver for Arc<T> {}

unsafe impl<#[may_dangle] T: ?Sized> Drop for Arc<T> {
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

impl<T: ?Sized> Clone for Arc<T> {
    fn clone(&self) -> Self {
        unsafe {
            self.inner().inc_strong();
            Self::from_inner(self.ptr)
        }
    }
}

impl<T: Default> Default for Arc<T> {
    fn default() -> Self {
        Arc::new(Default::default())
    }
}

impl<T: ?Sized + PartialEq> PartialEq for Arc<T> {
    fn eq(&self, other: &Self) -> bool {
        **self == **other
    }
}

impl<T: ?Sized + Eq> Eq for Arc<T> {}

impl<T: ?Sized + PartialOrd> PartialOrd for Arc<T> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        (**self).partial_cmp(&**other)
    }
}

impl<T: ?Sized + Ord> Ord for Arc<T> {
    fn cmp(&self, other: &Self) -> Ordering {
        (**self).cmp(&**other)
    }
}

impl<T: ?Sized + Hash> Hash for Arc<T> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        (**self).hash(state);
    }
}

impl<T: ?Sized + fmt::Display> fmt::Display for Arc<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&**self, f)
    }
}

impl<T: ?Sized + fmt::Debug> fmt::Debug for Arc<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&**self, f)
    }
}

impl<T: ?Sized> fmt::Pointer for Arc<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Pointer::fmt(&Arc::as_ptr(self), f)
    }
}

impl<T> From<T> for Arc<T> {
    fn from(t: T) -> Self {
        Arc::new(t)
    }
}

/// A block for a slice after the counts, with the counts in it.
unsafe fn slice_block<T>(len: usize) -> *mut ArcInner<[T]> {
    unsafe {
        let (layout, _) = Layout::new::<ArcInner<()>>().extend(Layout::array::<T>(len).unwrap()).unwrap();
        let block = alloc::block(layout.pad_to_align());
        let inner = ptr::slice_from_raw_parts_mut(block as *mut T, len) as *mut ArcInner<[T]>;
        ptr::write(&raw mut (*inner).strong, AtomicUsize::new(1));
        ptr::write(&raw mut (*inner).weak, AtomicUsize::new(1));
        inner
    }
}

impl<T: Clone> From<&[T]> for Arc<[T]> {
    fn from(v: &[T]) -> Arc<[T]> {
        Arc::from(crate::slice::to_vec(v))
    }
}

impl<T> From<Vec<T>> for Arc<[T]> {
    fn from(mut v: Vec<T>) -> Arc<[T]> {
        unsafe {
            let len = v.len();
            let inner = slice_block::<T>(len);
            ptr::copy_nonoverlapping(v.as_ptr(), &raw mut (*inner).value as *mut T, len);
            v.set_len(0);
            Self::from_inner(NonNull::new_unchecked(inner))
        }
    }
}

impl<T, const N: usize> From<[T; N]> for Arc<[T]> {
    fn from(v: [T; N]) -> Arc<[T]> {
        Arc::<[T; N]>::new(v)
    }
}

impl From<&str> for Arc<str> {
    fn from(v: &str) -> Arc<str> {
        let bytes = ManuallyDrop::new(Arc::<[u8]>::from(v.as_bytes()));
        unsafe { Arc::from_inner(NonNull::new_unchecked(bytes.ptr.as_ptr() as *mut ArcInner<str>)) }
    }
}

impl From<String> for Arc<str> {
    fn from(v: String) -> Arc<str> {
        Arc::from(&v[..])
    }
}

impl<T> From<Box<T>> for Arc<T> {
    fn from(v: Box<T>) -> Arc<T> {
        Arc::new(*v)
    }
}

impl<T> FromIterator<T> for Arc<[T]> {
    fn from_iter<I: IntoIterator<Item = T>>(iter: I) -> Self {
        Arc::from(iter.into_iter().collect::<Vec<T>>())
    }
}

impl<T: ?Sized> Borrow<T> for Arc<T> {
    fn borrow(&self) -> &T {
        &**self
    }
}

impl<T: ?Sized> AsRef<T> for Arc<T> {
    fn as_ref(&self) -> &T {
        &**self
    }
}

impl<T: ?Sized> Unpin for Arc<T> {}

impl<T: core::error::Error + ?Sized> core::error::Error for Arc<T> {
    fn source(&self) -> Option<&(dyn core::error::Error + 'static)> {
        core::error::Error::source(&**self)
    }
}

/// A pointer that does not keep the value, only its block.
#[rustc_diagnostic_item = "ArcWeak"]
pub struct Weak<T: ?Sized> {
    // An address of all ones when it never had a block.
    ptr: NonNull<ArcInner<T>>,
}

unsafe impl<T: ?Sized + Sync + Send> Send for Weak<T> {}
unsafe impl<T: ?Sized + Sync + Send> Sync for Weak<T> {}

impl<T: ?Sized + Unsize<U>, U: ?Sized> CoerceUnsized<Weak<U>> for Weak<T> {}

impl<T: ?Sized + Unsize<U>, U: ?Sized> DispatchFromDyn<Weak<U>> for Weak<T> {}

impl<T> Weak<T> {
    #[must_use]
    pub const fn new() -> Weak<T> {
        Weak { ptr: unsafe { NonNull::new_unchecked(usize::MAX as *mut ArcInner<T>) } }
    }
}

impl<T: ?Sized> Weak<T> {
    fn inner(&self) -> Option<&ArcCounts> {
        let address = self.ptr.as_ptr() as *mut ();
        if address as usize == usize::MAX { None } else { unsafe { Some(&*(address as *const ArcCounts)) } }
    }

    #[must_use = "this returns a new `Arc`, without modifying the original weak pointer"]
    pub fn upgrade(&self) -> Option<Arc<T>> {
        let counts = self.inner()?;
        if counts.strong() == 0 {
            None
        } else {
            unsafe {
                counts.inc_strong();
                Some(Arc::from_inner(self.ptr))
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
        ptr::addr_eq(self.ptr.as_ptr() as *const ArcInner<T>, other.ptr.as_ptr() as *const ArcInner<T>)
    }
}

/// Only the counts, whatever comes after them.
type ArcCounts = ArcInner<()>;

impl<T: ?Sized> ArcInner<T> {
    fn strong(&self) -> usize {
        self.strong.load(SeqCst)
    }

    fn weak(&self) -> usize {
        self.weak.load(SeqCst)
    }

    fn inc_strong(&self) {
        self.strong.fetch_add(1, SeqCst);
    }

    fn dec_strong(&self) -> usize {
        self.strong.fetch_sub(1, SeqCst) - 1
    }

    fn inc_weak(&self) {
        self.weak.fetch_add(1, SeqCst);
    }

    fn dec_weak(&self) -> usize {
        self.weak.fetch_sub(1, SeqCst) - 1
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
                let layout = Layout::from_size_align_unchecked(core::intrinsics::size_of_val(ptr as *const ArcInner<T>), core::intrinsics::align_of_val(ptr as *const ArcInner<T>));
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
