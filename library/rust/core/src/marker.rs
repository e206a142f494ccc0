//! Traits that say what a type is, without methods.

use crate::cell::UnsafeCell;
use crate::clone::Clone;
use crate::cmp::{Eq, Ord, Ordering, PartialEq, PartialOrd};
use crate::default::Default;
use crate::fmt;
use crate::hash::{Hash, Hasher};
use crate::option::Option;

#[cfg(under_rustc)]
#[lang = "pointee_sized"]
pub trait PointeeSized {}

#[cfg(under_rustc)]
#[lang = "meta_sized"]
pub trait MetaSized: PointeeSized {}

/// Types whose size is known when compiling.
#[cfg(under_rustc)]
#[lang = "sized"]
#[fundamental]
pub trait Sized: MetaSized {}

/// Types whose size is known when compiling.
#[cfg(not(under_rustc))]
#[lang = "sized"]
#[fundamental]
#[diagnostic::on_unimplemented(message = "the size for values of type `{Self}` cannot be known at compilation time", label = "doesn't have a size known at compile-time")]
pub trait Sized {}

#[cfg(under_rustc)]
#[lang = "bikeshed_guaranteed_no_drop"]
pub trait BikeshedGuaranteedNoDrop {}

/// Types that can be looked at as another, unsized one.
#[lang = "unsize"]
pub trait Unsize<T: ?Sized> {}

/// Types whose values are copied by copying their bytes.
#[lang = "copy"]
pub trait Copy: Clone {}

macro_rules! copy_impls {
    ($($t:ty)*) => { $( impl Copy for $t {} )* };
}

copy_impls! { usize u8 u16 u32 u64 u128 isize i8 i16 i32 i64 i128 f32 f64 bool char }

impl Copy for ! {}

impl<T: ?Sized> Copy for *const T {}
impl<T: ?Sized> Copy for *mut T {}
impl<T: ?Sized> Copy for &T {}

/// Types that may go to another thread.
#[rustc_diagnostic_item = "Send"]
#[diagnostic::on_unimplemented(message = "`{Self}` cannot be sent between threads safely", label = "`{Self}` cannot be sent between threads safely")]
pub unsafe auto trait Send {}

impl<T: ?Sized> !Send for *const T {}
impl<T: ?Sized> !Send for *mut T {}
unsafe impl<T: Sync + ?Sized> Send for &T {}

/// Types whose shared references may go to another thread.
#[lang = "sync"]
#[diagnostic::on_unimplemented(message = "`{Self}` cannot be shared between threads safely", label = "`{Self}` cannot be shared between threads safely")]
pub unsafe auto trait Sync {}

impl<T: ?Sized> !Sync for *const T {}
impl<T: ?Sized> !Sync for *mut T {}

/// Types without a cell inside.
#[lang = "freeze"]
pub unsafe auto trait Freeze {}

impl<T: ?Sized> !Freeze for UnsafeCell<T> {}
unsafe impl<T: ?Sized> Freeze for PhantomData<T> {}
unsafe impl<T: ?Sized> Freeze for *const T {}
unsafe impl<T: ?Sized> Freeze for *mut T {}
unsafe impl<T: ?Sized> Freeze for &T {}
unsafe impl<T: ?Sized> Freeze for &mut T {}

/// Types that do not mind being moved after they were pinned.
#[lang = "unpin"]
pub auto trait Unpin {}

/// A marker that is not `Unpin`.
pub struct PhantomPinned;

impl !Unpin for PhantomPinned {}

impl<T: ?Sized> Unpin for &T {}
impl<T: ?Sized> Unpin for &mut T {}
impl<T: ?Sized> Unpin for *const T {}
impl<T: ?Sized> Unpin for *mut T {}

/// A constant of the type may stand in a pattern.
#[lang = "structural_peq"]
pub trait StructuralPartialEq {}

/// A type with a discriminant.
#[lang = "discriminant_kind"]
pub trait DiscriminantKind {
    /// The discriminant's type.
    #[lang = "discriminant_type"]
    type Discriminant: Clone + Copy + fmt::Debug + Eq + PartialEq + Hash + Send + Sync + Unpin;
}

/// Tuples.
#[lang = "tuple_trait"]
pub trait Tuple {}

/// What can be dropped: everything.
#[lang = "destruct"]
pub trait Destruct {}

/// Function pointers.
#[lang = "fn_ptr_trait"]
pub trait FnPtr: Copy + Clone {
    #[lang = "fn_ptr_addr"]
    fn addr(self) -> *const ();
}

/// Acts as if it owned a `T`, and takes no room.
#[lang = "phantom_data"]
pub struct PhantomData<T: ?Sized>;

impl<T: ?Sized> Hash for PhantomData<T> {
    fn hash<H: Hasher>(&self, _: &mut H) {}
}

impl<T: ?Sized> PartialEq for PhantomData<T> {
    fn eq(&self, _other: &PhantomData<T>) -> bool {
        true
    }
}

impl<T: ?Sized> Eq for PhantomData<T> {}

impl<T: ?Sized> PartialOrd for PhantomData<T> {
    fn partial_cmp(&self, _other: &PhantomData<T>) -> Option<Ordering> {
        Option::Some(Ordering::Equal)
    }
}

impl<T: ?Sized> Ord for PhantomData<T> {
    fn cmp(&self, _other: &PhantomData<T>) -> Ordering {
        Ordering::Equal
    }
}

impl<T: ?Sized> Copy for PhantomData<T> {}

impl<T: ?Sized> Clone for PhantomData<T> {
    fn clone(&self) -> Self {
        Self
    }
}

impl<T: ?Sized> Default for PhantomData<T> {
    fn default() -> Self {
        Self
    }
}

impl<T: ?Sized> StructuralPartialEq for PhantomData<T> {}

pub(crate) mod macros {
    /// Implements `Copy`.
    #[rustc_builtin_macro]
    pub macro Copy($item:item) {}
}
