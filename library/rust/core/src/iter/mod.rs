//! Iterators.

mod adapters;
mod range;
mod sources;
mod traits;

pub use self::adapters::{
    Chain, Cloned, Copied, Cycle, Enumerate, Filter, FilterMap, FlatMap, Flatten, Fuse, Inspect, Intersperse, Map, MapWhile, Peekable, Rev, Scan, Skip,
    SkipWhile, StepBy, Take, TakeWhile, Zip, chain, zip,
};
pub(crate) use self::adapters::try_process;
pub use self::range::Step;
pub use self::sources::{
    Empty, FromFn, Once, OnceWith, Repeat, RepeatN, RepeatWith, Successors, empty, from_fn, once, once_with, repeat, repeat_n, repeat_with, successors,
};
pub use self::traits::{DoubleEndedIterator, ExactSizeIterator, Extend, FromIterator, FusedIterator, IntoIterator, Iterator, Product, Sum};
