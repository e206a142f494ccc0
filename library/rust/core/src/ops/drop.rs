//! What happens at the end of a value.

/// Code that runs when a value goes.
#[lang = "drop"]
pub trait Drop {
    /// Runs it.
    fn drop(&mut self);
}
