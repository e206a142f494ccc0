//! The operator `[]`.

/// `container[index]` to read.
#[lang = "index"]
#[diagnostic::on_unimplemented(message = "the type `{Self}` cannot be indexed by `{Idx}`", label = "`{Self}` cannot be indexed by `{Idx}`")]
pub trait Index<Idx: ?Sized> {
    /// What is found there.
    type Output: ?Sized;

    /// The place.
    #[track_caller]
    fn index(&self, index: Idx) -> &Self::Output;
}

/// `container[index]` to write.
#[lang = "index_mut"]
#[diagnostic::on_unimplemented(message = "the type `{Self}` cannot be mutably indexed by `{Idx}`", label = "`{Self}` cannot be mutably indexed by `{Idx}`")]
pub trait IndexMut<Idx: ?Sized>: Index<Idx> {
    /// The place.
    #[track_caller]
    fn index_mut(&mut self, index: Idx) -> &mut Self::Output;
}
