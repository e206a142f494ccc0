//! Collections.

pub mod binary_heap;
pub mod btree_map;
pub mod btree_set;
pub mod linked_list;
pub mod vec_deque;

pub use self::binary_heap::BinaryHeap;
pub use self::btree_map::BTreeMap;
pub use self::btree_set::BTreeSet;
pub use self::linked_list::LinkedList;
pub use self::vec_deque::VecDeque;

/// There was no room.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct TryReserveError {
    _kind: (),
}

impl core::fmt::Display for TryReserveError {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("memory allocation failed because the memory allocator returned an error")
    }
}
