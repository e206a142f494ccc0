//! Operations on bits.

/// The operator `&`.
#[lang = "bitand"]
#[diagnostic::on_unimplemented(message = "no implementation for `{Self} & {Rhs}`", label = "no implementation for `{Self} & {Rhs}`")]
pub trait BitAnd<Rhs = Self> {
    /// The result.
    type Output;

    /// `self & rhs`
    #[must_use = "this returns the result of the operation, without modifying the original"]
    fn bitand(self, rhs: Rhs) -> Self::Output;
}

/// The operator `&=`.
#[lang = "bitand_assign"]
#[diagnostic::on_unimplemented(message = "no implementation for `{Self} &= {Rhs}`", label = "no implementation for `{Self} &= {Rhs}`")]
pub trait BitAndAssign<Rhs = Self> {
    /// `self &= rhs`
    fn bitand_assign(&mut self, rhs: Rhs);
}

/// The operator `|`.
#[lang = "bitor"]
#[diagnostic::on_unimplemented(message = "no implementation for `{Self} | {Rhs}`", label = "no implementation for `{Self} | {Rhs}`")]
pub trait BitOr<Rhs = Self> {
    /// The result.
    type Output;

    /// `self | rhs`
    #[must_use = "this returns the result of the operation, without modifying the original"]
    fn bitor(self, rhs: Rhs) -> Self::Output;
}

/// The operator `|=`.
#[lang = "bitor_assign"]
#[diagnostic::on_unimplemented(message = "no implementation for `{Self} |= {Rhs}`", label = "no implementation for `{Self} |= {Rhs}`")]
pub trait BitOrAssign<Rhs = Self> {
    /// `self |= rhs`
    fn bitor_assign(&mut self, rhs: Rhs);
}

/// The operator `^`.
#[lang = "bitxor"]
#[diagnostic::on_unimplemented(message = "no implementation for `{Self} ^ {Rhs}`", label = "no implementation for `{Self} ^ {Rhs}`")]
pub trait BitXor<Rhs = Self> {
    /// The result.
    type Output;

    /// `self ^ rhs`
    #[must_use = "this returns the result of the operation, without modifying the original"]
    fn bitxor(self, rhs: Rhs) -> Self::Output;
}

/// The operator `^=`.
#[lang = "bitxor_assign"]
#[diagnostic::on_unimplemented(message = "no implementation for `{Self} ^= {Rhs}`", label = "no implementation for `{Self} ^= {Rhs}`")]
pub trait BitXorAssign<Rhs = Self> {
    /// `self ^= rhs`
    fn bitxor_assign(&mut self, rhs: Rhs);
}

/// The operator `<<`.
#[lang = "shl"]
#[diagnostic::on_unimplemented(message = "no implementation for `{Self} << {Rhs}`", label = "no implementation for `{Self} << {Rhs}`")]
pub trait Shl<Rhs = Self> {
    /// The result.
    type Output;

    /// `self << rhs`
    #[must_use = "this returns the result of the operation, without modifying the original"]
    fn shl(self, rhs: Rhs) -> Self::Output;
}

/// The operator `<<=`.
#[lang = "shl_assign"]
#[diagnostic::on_unimplemented(message = "no implementation for `{Self} <<= {Rhs}`", label = "no implementation for `{Self} <<= {Rhs}`")]
pub trait ShlAssign<Rhs = Self> {
    /// `self <<= rhs`
    fn shl_assign(&mut self, rhs: Rhs);
}

/// The operator `>>`.
#[lang = "shr"]
#[diagnostic::on_unimplemented(message = "no implementation for `{Self} >> {Rhs}`", label = "no implementation for `{Self} >> {Rhs}`")]
pub trait Shr<Rhs = Self> {
    /// The result.
    type Output;

    /// `self >> rhs`
    #[must_use = "this returns the result of the operation, without modifying the original"]
    fn shr(self, rhs: Rhs) -> Self::Output;
}

/// The operator `>>=`.
#[lang = "shr_assign"]
#[diagnostic::on_unimplemented(message = "no implementation for `{Self} >>= {Rhs}`", label = "no implementation for `{Self} >>= {Rhs}`")]
pub trait ShrAssign<Rhs = Self> {
    /// `self >>= rhs`
    fn shr_assign(&mut self, rhs: Rhs);
}

/// The unary operator `!`.
#[lang = "not"]
pub trait Not {
    /// The result.
    type Output;

    /// `!self`
    #[must_use = "this returns the result of the operation, without modifying the original"]
    fn not(self) -> Self::Output;
}

macro_rules! not_impl {
    ($($t:ty)*) => { $(
        impl Not for $t {
            type Output = $t;

            fn not(self) -> $t {
                !self
            }
        }

        impl Not for &$t {
            type Output = $t;

            fn not(self) -> $t {
                !*self
            }
        }
    )* };
}

not_impl! { bool usize u8 u16 u32 u64 u128 isize i8 i16 i32 i64 i128 }

macro_rules! bitand_impl {
    ($($t:ty)*) => { $(
        impl BitAnd for $t {
            type Output = $t;

            #[track_caller]
            fn bitand(self, other: $t) -> $t {
                self & other
            }
        }

        impl<'a> BitAnd<$t> for &'a $t {
            type Output = $t;

            #[track_caller]
            fn bitand(self, other: $t) -> $t {
                *self & other
            }
        }

        impl BitAnd<&$t> for $t {
            type Output = $t;

            #[track_caller]
            fn bitand(self, other: &$t) -> $t {
                self & *other
            }
        }

        impl BitAnd<&$t> for &$t {
            type Output = $t;

            #[track_caller]
            fn bitand(self, other: &$t) -> $t {
                *self & *other
            }
        }

        impl BitAndAssign for $t {
            #[track_caller]
            fn bitand_assign(&mut self, other: $t) {
                *self &= other
            }
        }

        impl BitAndAssign<&$t> for $t {
            #[track_caller]
            fn bitand_assign(&mut self, other: &$t) {
                *self &= *other
            }
        }
    )* };
}

bitand_impl! { bool usize u8 u16 u32 u64 u128 isize i8 i16 i32 i64 i128 }

macro_rules! bitor_impl {
    ($($t:ty)*) => { $(
        impl BitOr for $t {
            type Output = $t;

            #[track_caller]
            fn bitor(self, other: $t) -> $t {
                self | other
            }
        }

        impl<'a> BitOr<$t> for &'a $t {
            type Output = $t;

            #[track_caller]
            fn bitor(self, other: $t) -> $t {
                *self | other
            }
        }

        impl BitOr<&$t> for $t {
            type Output = $t;

            #[track_caller]
            fn bitor(self, other: &$t) -> $t {
                self | *other
            }
        }

        impl BitOr<&$t> for &$t {
            type Output = $t;

            #[track_caller]
            fn bitor(self, other: &$t) -> $t {
                *self | *other
            }
        }

        impl BitOrAssign for $t {
            #[track_caller]
            fn bitor_assign(&mut self, other: $t) {
                *self |= other
            }
        }

        impl BitOrAssign<&$t> for $t {
            #[track_caller]
            fn bitor_assign(&mut self, other: &$t) {
                *self |= *other
            }
        }
    )* };
}

bitor_impl! { bool usize u8 u16 u32 u64 u128 isize i8 i16 i32 i64 i128 }

macro_rules! bitxor_impl {
    ($($t:ty)*) => { $(
        impl BitXor for $t {
            type Output = $t;

            #[track_caller]
            fn bitxor(self, other: $t) -> $t {
                self ^ other
            }
        }

        impl<'a> BitXor<$t> for &'a $t {
            type Output = $t;

            #[track_caller]
            fn bitxor(self, other: $t) -> $t {
                *self ^ other
            }
        }

        impl BitXor<&$t> for $t {
            type Output = $t;

            #[track_caller]
            fn bitxor(self, other: &$t) -> $t {
                self ^ *other
            }
        }

        impl BitXor<&$t> for &$t {
            type Output = $t;

            #[track_caller]
            fn bitxor(self, other: &$t) -> $t {
                *self ^ *other
            }
        }

        impl BitXorAssign for $t {
            #[track_caller]
            fn bitxor_assign(&mut self, other: $t) {
                *self ^= other
            }
        }

        impl BitXorAssign<&$t> for $t {
            #[track_caller]
            fn bitxor_assign(&mut self, other: &$t) {
                *self ^= *other
            }
        }
    )* };
}

bitxor_impl! { bool usize u8 u16 u32 u64 u128 isize i8 i16 i32 i64 i128 }

macro_rules! shl_impl {
    ($t:ty: $($f:ty)*) => { $(
        impl Shl<$f> for $t {
            type Output = $t;

            #[track_caller]
            fn shl(self, other: $f) -> $t {
                self << other
            }
        }

        impl Shl<&$f> for $t {
            type Output = $t;

            #[track_caller]
            fn shl(self, other: &$f) -> $t {
                self << *other
            }
        }

        impl<'a> Shl<$f> for &'a $t {
            type Output = $t;

            #[track_caller]
            fn shl(self, other: $f) -> $t {
                *self << other
            }
        }

        impl ShlAssign<$f> for $t {
            #[track_caller]
            fn shl_assign(&mut self, other: $f) {
                *self <<= other
            }
        }
    )* };
}

shl_impl! { usize: usize u8 u16 u32 u64 u128 isize i8 i16 i32 i64 i128 }
shl_impl! { u8: usize u8 u16 u32 u64 u128 isize i8 i16 i32 i64 i128 }
shl_impl! { u16: usize u8 u16 u32 u64 u128 isize i8 i16 i32 i64 i128 }
shl_impl! { u32: usize u8 u16 u32 u64 u128 isize i8 i16 i32 i64 i128 }
shl_impl! { u64: usize u8 u16 u32 u64 u128 isize i8 i16 i32 i64 i128 }
shl_impl! { u128: usize u8 u16 u32 u64 u128 isize i8 i16 i32 i64 i128 }
shl_impl! { isize: usize u8 u16 u32 u64 u128 isize i8 i16 i32 i64 i128 }
shl_impl! { i8: usize u8 u16 u32 u64 u128 isize i8 i16 i32 i64 i128 }
shl_impl! { i16: usize u8 u16 u32 u64 u128 isize i8 i16 i32 i64 i128 }
shl_impl! { i32: usize u8 u16 u32 u64 u128 isize i8 i16 i32 i64 i128 }
shl_impl! { i64: usize u8 u16 u32 u64 u128 isize i8 i16 i32 i64 i128 }
shl_impl! { i128: usize u8 u16 u32 u64 u128 isize i8 i16 i32 i64 i128 }

macro_rules! shr_impl {
    ($t:ty: $($f:ty)*) => { $(
        impl Shr<$f> for $t {
            type Output = $t;

            #[track_caller]
            fn shr(self, other: $f) -> $t {
                self >> other
            }
        }

        impl Shr<&$f> for $t {
            type Output = $t;

            #[track_caller]
            fn shr(self, other: &$f) -> $t {
                self >> *other
            }
        }

        impl<'a> Shr<$f> for &'a $t {
            type Output = $t;

            #[track_caller]
            fn shr(self, other: $f) -> $t {
                *self >> other
            }
        }

        impl ShrAssign<$f> for $t {
            #[track_caller]
            fn shr_assign(&mut self, other: $f) {
                *self >>= other
            }
        }
    )* };
}

shr_impl! { usize: usize u8 u16 u32 u64 u128 isize i8 i16 i32 i64 i128 }
shr_impl! { u8: usize u8 u16 u32 u64 u128 isize i8 i16 i32 i64 i128 }
shr_impl! { u16: usize u8 u16 u32 u64 u128 isize i8 i16 i32 i64 i128 }
shr_impl! { u32: usize u8 u16 u32 u64 u128 isize i8 i16 i32 i64 i128 }
shr_impl! { u64: usize u8 u16 u32 u64 u128 isize i8 i16 i32 i64 i128 }
shr_impl! { u128: usize u8 u16 u32 u64 u128 isize i8 i16 i32 i64 i128 }
shr_impl! { isize: usize u8 u16 u32 u64 u128 isize i8 i16 i32 i64 i128 }
shr_impl! { i8: usize u8 u16 u32 u64 u128 isize i8 i16 i32 i64 i128 }
shr_impl! { i16: usize u8 u16 u32 u64 u128 isize i8 i16 i32 i64 i128 }
shr_impl! { i32: usize u8 u16 u32 u64 u128 isize i8 i16 i32 i64 i128 }
shr_impl! { i64: usize u8 u16 u32 u64 u128 isize i8 i16 i32 i64 i128 }
shr_impl! { i128: usize u8 u16 u32 u64 u128 isize i8 i16 i32 i64 i128 }
