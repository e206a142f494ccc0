//! What can be called.

use crate::marker::Tuple;

/// Callable through a shared reference.
#[lang = "fn"]
#[rustc_paren_sugar]
#[fundamental]
#[must_use = "closures are lazy and do nothing unless called"]
#[diagnostic::on_unimplemented(message = "expected a `{Fn}` closure, found `{Self}`", label = "expected an `{Fn}` closure, found `{Self}`")]
pub trait Fn<Args: Tuple>: FnMut<Args> {
    /// Calls.
    extern "rust-call" fn call(&self, args: Args) -> Self::Output;
}

/// Callable through a mutable reference.
#[lang = "fn_mut"]
#[rustc_paren_sugar]
#[fundamental]
#[must_use = "closures are lazy and do nothing unless called"]
pub trait FnMut<Args: Tuple>: FnOnce<Args> {
    /// Calls.
    extern "rust-call" fn call_mut(&mut self, args: Args) -> Self::Output;
}

/// Callable once.
#[lang = "fn_once"]
#[rustc_paren_sugar]
#[fundamental]
#[must_use = "closures are lazy and do nothing unless called"]
pub trait FnOnce<Args: Tuple> {
    /// What a call gives.
    #[lang = "fn_once_output"]
    type Output;

    /// Calls.
    extern "rust-call" fn call_once(self, args: Args) -> Self::Output;
}

impl<A: Tuple, F: ?Sized + Fn<A>> Fn<A> for &F {
    extern "rust-call" fn call(&self, args: A) -> F::Output {
        (**self).call(args)
    }
}

impl<A: Tuple, F: ?Sized + Fn<A>> FnMut<A> for &F {
    extern "rust-call" fn call_mut(&mut self, args: A) -> F::Output {
        (**self).call(args)
    }
}

impl<A: Tuple, F: ?Sized + Fn<A>> FnOnce<A> for &F {
    type Output = F::Output;

    extern "rust-call" fn call_once(self, args: A) -> F::Output {
        (*self).call(args)
    }
}

impl<A: Tuple, F: ?Sized + FnMut<A>> FnMut<A> for &mut F {
    extern "rust-call" fn call_mut(&mut self, args: A) -> F::Output {
        (*self).call_mut(args)
    }
}

impl<A: Tuple, F: ?Sized + FnMut<A>> FnOnce<A> for &mut F {
    type Output = F::Output;

    extern "rust-call" fn call_once(self, args: A) -> F::Output {
        (*self).call_mut(args)
    }
}
