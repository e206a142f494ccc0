//! Hashing.

mod sip;

use crate::fmt;
use crate::marker::PhantomData;

pub use self::sip::{SipHasher, SipHasher13};

pub(crate) mod macros {
    /// Implements `Hash`.
    #[rustc_builtin_macro]
    pub macro Hash($item:item) {}
}

pub use self::macros::Hash;

/// A value that can be hashed.
#[rustc_diagnostic_item = "Hash"]
pub trait Hash {
    /// Feeds the value to a hasher.
    fn hash<H: Hasher>(&self, state: &mut H);

    /// Feeds several values.
    fn hash_slice<H: Hasher>(data: &[Self], state: &mut H)
    where
        Self: Sized,
    {
        for piece in data {
            piece.hash(state)
        }
    }
}

/// What hashes bytes.
pub trait Hasher {
    /// The hash of all that was written.
    #[must_use]
    fn finish(&self) -> u64;

    /// Takes bytes.
    fn write(&mut self, bytes: &[u8]);

    fn write_u8(&mut self, i: u8) {
        self.write(&[i])
    }

    fn write_u16(&mut self, i: u16) {
        self.write(&i.to_ne_bytes())
    }

    fn write_u32(&mut self, i: u32) {
        self.write(&i.to_ne_bytes())
    }

    fn write_u64(&mut self, i: u64) {
        self.write(&i.to_ne_bytes())
    }

    fn write_u128(&mut self, i: u128) {
        self.write(&i.to_ne_bytes())
    }

    fn write_usize(&mut self, i: usize) {
        self.write(&i.to_ne_bytes())
    }

    fn write_i8(&mut self, i: i8) {
        self.write_u8(i as u8)
    }

    fn write_i16(&mut self, i: i16) {
        self.write_u16(i as u16)
    }

    fn write_i32(&mut self, i: i32) {
        self.write_u32(i as u32)
    }

    fn write_i64(&mut self, i: i64) {
        self.write_u64(i as u64)
    }

    fn write_i128(&mut self, i: i128) {
        self.write_u128(i as u128)
    }

    fn write_isize(&mut self, i: isize) {
        self.write_usize(i as usize)
    }

    #[doc(hidden)]
    fn write_length_prefix(&mut self, len: usize) {
        self.write_usize(len);
    }

    #[doc(hidden)]
    fn write_str(&mut self, s: &str) {
        self.write(s.as_bytes());
        self.write_u8(0xff);
    }
}

impl<H: Hasher + ?Sized> Hasher for &mut H {
    fn finish(&self) -> u64 {
        (**self).finish()
    }

    fn write(&mut self, bytes: &[u8]) {
        (**self).write(bytes)
    }

    fn write_length_prefix(&mut self, len: usize) {
        (**self).write_length_prefix(len)
    }

    fn write_str(&mut self, s: &str) {
        (**self).write_str(s)
    }
}

/// What makes hashers.
pub trait BuildHasher {
    /// The hasher.
    type Hasher: Hasher;

    /// A fresh one.
    fn build_hasher(&self) -> Self::Hasher;

    /// The hash of one value.
    fn hash_one<T: Hash>(&self, x: T) -> u64
    where
        Self: Sized,
    {
        let mut hasher = self.build_hasher();
        x.hash(&mut hasher);
        hasher.finish()
    }
}

/// Makes hashers by `Default`.
pub struct BuildHasherDefault<H>(PhantomData<fn() -> H>);

impl<H> BuildHasherDefault<H> {
    pub const fn new() -> Self {
        BuildHasherDefault(PhantomData)
    }
}

impl<H> fmt::Debug for BuildHasherDefault<H> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("BuildHasherDefault").finish()
    }
}

impl<H: Default + Hasher> BuildHasher for BuildHasherDefault<H> {
    type Hasher = H;

    fn build_hasher(&self) -> H {
        H::default()
    }
}

impl<H> Clone for BuildHasherDefault<H> {
    fn clone(&self) -> BuildHasherDefault<H> {
        BuildHasherDefault(PhantomData)
    }
}

impl<H> Default for BuildHasherDefault<H> {
    fn default() -> BuildHasherDefault<H> {
        BuildHasherDefault(PhantomData)
    }
}

macro_rules! hash_ints {
    ($($t:ident $write:ident,)*) => { $(
        impl Hash for $t {
            fn hash<H: Hasher>(&self, state: &mut H) {
                state.$write(*self)
            }

            fn hash_slice<H: Hasher>(data: &[$t], state: &mut H) {
                let count = crate::mem::size_of_val(data);
                state.write(unsafe { crate::slice::from_raw_parts(data.as_ptr() as *const u8, count) })
            }
        }
    )* };
}

hash_ints! {
    u8 write_u8, u16 write_u16, u32 write_u32, u64 write_u64, usize write_usize, u128 write_u128,
    i8 write_i8, i16 write_i16, i32 write_i32, i64 write_i64, isize write_isize, i128 write_i128,
}

impl Hash for bool {
    fn hash<H: Hasher>(&self, state: &mut H) {
        state.write_u8(*self as u8)
    }
}

impl Hash for char {
    fn hash<H: Hasher>(&self, state: &mut H) {
        state.write_u32(*self as u32)
    }
}

impl Hash for str {
    fn hash<H: Hasher>(&self, state: &mut H) {
        state.write_str(self);
    }
}

impl Hash for ! {
    fn hash<H: Hasher>(&self, _: &mut H) {
        *self
    }
}

impl Hash for () {
    fn hash<H: Hasher>(&self, _state: &mut H) {}
}

impl<T: Hash> Hash for [T] {
    fn hash<H: Hasher>(&self, state: &mut H) {
        state.write_length_prefix(self.len());
        Hash::hash_slice(self, state)
    }
}

impl<T: ?Sized + Hash> Hash for &T {
    fn hash<H: Hasher>(&self, state: &mut H) {
        (**self).hash(state);
    }
}

impl<T: ?Sized + Hash> Hash for &mut T {
    fn hash<H: Hasher>(&self, state: &mut H) {
        (**self).hash(state);
    }
}
