//! What `?` does.

use crate::ops::ControlFlow;

/// A type on which `?` works.
#[lang = "Try"]
#[diagnostic::on_unimplemented(message = "the `?` operator can only be applied to values that implement `{Try}`", label = "the `?` operator cannot be applied to type `{Self}`")]
pub trait Try: FromResidual<Self::Residual> {
    /// What `?` gives when it goes on.
    type Output;

    /// What `?` returns when it does not.
    type Residual;

    /// A value that goes on.
    #[lang = "from_output"]
    fn from_output(output: Self::Output) -> Self;

    /// On or out?
    #[lang = "branch"]
    fn branch(self) -> ControlFlow<Self::Residual, Self::Output>;
}

/// A type that can be made of what `?` returns.
#[rustc_diagnostic_item = "FromResidual"]
pub trait FromResidual<R = <Self as Try>::Residual> {
    /// Makes it.
    #[lang = "from_residual"]
    fn from_residual(residual: R) -> Self;
}

/// The type that belongs to what `?` returns.
pub trait Residual<O> {
    /// That type.
    type TryType: Try<Output = O, Residual = Self>;
}
