//! Arithmetic.

/// The operator `+`.
#[lang = "add"]
#[diagnostic::on_unimplemented(message = "cannot add `{Rhs}` to `{Self}`", label = "no implementation for `{Self} + {Rhs}`")]
pub trait Add<Rhs = Self> {
    /// The result.
    type Output;

    /// `self + rhs`
    #[must_use = "this returns the result of the operation, without modifying the original"]
    fn add(self, rhs: Rhs) -> Self::Output;
}

/// The operator `+=`.
#[lang = "add_assign"]
#[diagnostic::on_unimplemented(message = "cannot add-assign `{Rhs}` to `{Self}`", label = "no implementation for `{Self} += {Rhs}`")]
pub trait AddAssign<Rhs = Self> {
    /// `self += rhs`
    fn add_assign(&mut self, rhs: Rhs);
}

/// The operator `-`.
#[lang = "sub"]
#[diagnostic::on_unimplemented(message = "cannot subtract `{Rhs}` from `{Self}`", label = "no implementation for `{Self} - {Rhs}`")]
pub trait Sub<Rhs = Self> {
    /// The result.
    type Output;

    /// `self - rhs`
    #[must_use = "this returns the result of the operation, without modifying the original"]
    fn sub(self, rhs: Rhs) -> Self::Output;
}

/// The operator `-=`.
#[lang = "sub_assign"]
#[diagnostic::on_unimplemented(message = "cannot subtract-assign `{Rhs}` from `{Self}`", label = "no implementation for `{Self} -= {Rhs}`")]
pub trait SubAssign<Rhs = Self> {
    /// `self -= rhs`
    fn sub_assign(&mut self, rhs: Rhs);
}

/// The operator `*`.
#[lang = "mul"]
#[diagnostic::on_unimplemented(message = "cannot multiply `{Self}` by `{Rhs}`", label = "no implementation for `{Self} * {Rhs}`")]
pub trait Mul<Rhs = Self> {
    /// The result.
    type Output;

    /// `self * rhs`
    #[must_use = "this returns the result of the operation, without modifying the original"]
    fn mul(self, rhs: Rhs) -> Self::Output;
}

/// The operator `*=`.
#[lang = "mul_assign"]
#[diagnostic::on_unimplemented(message = "cannot multiply-assign `{Self}` by `{Rhs}`", label = "no implementation for `{Self} *= {Rhs}`")]
pub trait MulAssign<Rhs = Self> {
    /// `self *= rhs`
    fn mul_assign(&mut self, rhs: Rhs);
}

/// The operator `/`.
#[lang = "div"]
#[diagnostic::on_unimplemented(message = "cannot divide `{Self}` by `{Rhs}`", label = "no implementation for `{Self} / {Rhs}`")]
pub trait Div<Rhs = Self> {
    /// The result.
    type Output;

    /// `self / rhs`
    #[must_use = "this returns the result of the operation, without modifying the original"]
    fn div(self, rhs: Rhs) -> Self::Output;
}

/// The operator `/=`.
#[lang = "div_assign"]
#[diagnostic::on_unimplemented(message = "cannot divide-assign `{Self}` by `{Rhs}`", label = "no implementation for `{Self} /= {Rhs}`")]
pub trait DivAssign<Rhs = Self> {
    /// `self /= rhs`
    fn div_assign(&mut self, rhs: Rhs);
}

/// The operator `%`.
#[lang = "rem"]
#[diagnostic::on_unimplemented(message = "cannot calculate the remainder of `{Self}` divided by `{Rhs}`", label = "no implementation for `{Self} % {Rhs}`")]
pub trait Rem<Rhs = Self> {
    /// The result.
    type Output;

    /// `self % rhs`
    #[must_use = "this returns the result of the operation, without modifying the original"]
    fn rem(self, rhs: Rhs) -> Self::Output;
}

/// The operator `%=`.
#[lang = "rem_assign"]
#[diagnostic::on_unimplemented(message = "cannot calculate and assign the remainder of `{Self}` divided by `{Rhs}`", label = "no implementation for `{Self} %= {Rhs}`")]
pub trait RemAssign<Rhs = Self> {
    /// `self %= rhs`
    fn rem_assign(&mut self, rhs: Rhs);
}

/// The unary operator `-`.
#[lang = "neg"]
pub trait Neg {
    /// The result.
    type Output;

    /// `-self`
    #[must_use = "this returns the result of the operation, without modifying the original"]
    fn neg(self) -> Self::Output;
}

macro_rules! neg_impl {
    ($($t:ty)*) => { $(
        impl Neg for $t {
            type Output = $t;

            #[track_caller]
            fn neg(self) -> $t {
                -self
            }
        }

        impl Neg for &$t {
            type Output = $t;

            #[track_caller]
            fn neg(self) -> $t {
                -*self
            }
        }
    )* };
}

neg_impl! { isize i8 i16 i32 i64 i128 f32 f64 }

macro_rules! add_impl {
    ($($t:ty)*) => { $(
        impl Add for $t {
            type Output = $t;

            #[track_caller]
            fn add(self, other: $t) -> $t {
                self + other
            }
        }

        impl<'a> Add<$t> for &'a $t {
            type Output = $t;

            #[track_caller]
            fn add(self, other: $t) -> $t {
                *self + other
            }
        }

        impl Add<&$t> for $t {
            type Output = $t;

            #[track_caller]
            fn add(self, other: &$t) -> $t {
                self + *other
            }
        }

        impl Add<&$t> for &$t {
            type Output = $t;

            #[track_caller]
            fn add(self, other: &$t) -> $t {
                *self + *other
            }
        }

        impl AddAssign for $t {
            #[track_caller]
            fn add_assign(&mut self, other: $t) {
                *self += other
            }
        }

        impl AddAssign<&$t> for $t {
            #[track_caller]
            fn add_assign(&mut self, other: &$t) {
                *self += *other
            }
        }
    )* };
}

add_impl! { usize u8 u16 u32 u64 u128 isize i8 i16 i32 i64 i128 f32 f64 }

macro_rules! sub_impl {
    ($($t:ty)*) => { $(
        impl Sub for $t {
            type Output = $t;

            #[track_caller]
            fn sub(self, other: $t) -> $t {
                self - other
            }
        }

        impl<'a> Sub<$t> for &'a $t {
            type Output = $t;

            #[track_caller]
            fn sub(self, other: $t) -> $t {
                *self - other
            }
        }

        impl Sub<&$t> for $t {
            type Output = $t;

            #[track_caller]
            fn sub(self, other: &$t) -> $t {
                self - *other
            }
        }

        impl Sub<&$t> for &$t {
            type Output = $t;

            #[track_caller]
            fn sub(self, other: &$t) -> $t {
                *self - *other
            }
        }

        impl SubAssign for $t {
            #[track_caller]
            fn sub_assign(&mut self, other: $t) {
                *self -= other
            }
        }

        impl SubAssign<&$t> for $t {
            #[track_caller]
            fn sub_assign(&mut self, other: &$t) {
                *self -= *other
            }
        }
    )* };
}

sub_impl! { usize u8 u16 u32 u64 u128 isize i8 i16 i32 i64 i128 f32 f64 }

macro_rules! mul_impl {
    ($($t:ty)*) => { $(
        impl Mul for $t {
            type Output = $t;

            #[track_caller]
            fn mul(self, other: $t) -> $t {
                self * other
            }
        }

        impl<'a> Mul<$t> for &'a $t {
            type Output = $t;

            #[track_caller]
            fn mul(self, other: $t) -> $t {
                *self * other
            }
        }

        impl Mul<&$t> for $t {
            type Output = $t;

            #[track_caller]
            fn mul(self, other: &$t) -> $t {
                self * *other
            }
        }

        impl Mul<&$t> for &$t {
            type Output = $t;

            #[track_caller]
            fn mul(self, other: &$t) -> $t {
                *self * *other
            }
        }

        impl MulAssign for $t {
            #[track_caller]
            fn mul_assign(&mut self, other: $t) {
                *self *= other
            }
        }

        impl MulAssign<&$t> for $t {
            #[track_caller]
            fn mul_assign(&mut self, other: &$t) {
                *self *= *other
            }
        }
    )* };
}

mul_impl! { usize u8 u16 u32 u64 u128 isize i8 i16 i32 i64 i128 f32 f64 }

macro_rules! div_impl {
    ($($t:ty)*) => { $(
        impl Div for $t {
            type Output = $t;

            #[track_caller]
            fn div(self, other: $t) -> $t {
                self / other
            }
        }

        impl<'a> Div<$t> for &'a $t {
            type Output = $t;

            #[track_caller]
            fn div(self, other: $t) -> $t {
                *self / other
            }
        }

        impl Div<&$t> for $t {
            type Output = $t;

            #[track_caller]
            fn div(self, other: &$t) -> $t {
                self / *other
            }
        }

        impl Div<&$t> for &$t {
            type Output = $t;

            #[track_caller]
            fn div(self, other: &$t) -> $t {
                *self / *other
            }
        }

        impl DivAssign for $t {
            #[track_caller]
            fn div_assign(&mut self, other: $t) {
                *self /= other
            }
        }

        impl DivAssign<&$t> for $t {
            #[track_caller]
            fn div_assign(&mut self, other: &$t) {
                *self /= *other
            }
        }
    )* };
}

div_impl! { usize u8 u16 u32 u64 u128 isize i8 i16 i32 i64 i128 f32 f64 }

macro_rules! rem_impl {
    ($($t:ty)*) => { $(
        impl Rem for $t {
            type Output = $t;

            #[track_caller]
            fn rem(self, other: $t) -> $t {
                self % other
            }
        }

        impl<'a> Rem<$t> for &'a $t {
            type Output = $t;

            #[track_caller]
            fn rem(self, other: $t) -> $t {
                *self % other
            }
        }

        impl Rem<&$t> for $t {
            type Output = $t;

            #[track_caller]
            fn rem(self, other: &$t) -> $t {
                self % *other
            }
        }

        impl Rem<&$t> for &$t {
            type Output = $t;

            #[track_caller]
            fn rem(self, other: &$t) -> $t {
                *self % *other
            }
        }

        impl RemAssign for $t {
            #[track_caller]
            fn rem_assign(&mut self, other: $t) {
                *self %= other
            }
        }

        impl RemAssign<&$t> for $t {
            #[track_caller]
            fn rem_assign(&mut self, other: &$t) {
                *self %= *other
            }
        }
    )* };
}

rem_impl! { usize u8 u16 u32 u64 u128 isize i8 i16 i32 i64 i128 f32 f64 }
