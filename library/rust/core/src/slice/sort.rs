//! Sorting.

use crate::mem::ManuallyDrop;
use crate::ptr;

/// Writes an element back to where it belongs, also when a comparison panics.
struct Hole<T> {
    element: ManuallyDrop<T>,
    to: *mut T,
}

impl<T> Drop for Hole<T> {
    fn drop(&mut self) {
        unsafe { ptr::copy_nonoverlapping(&*self.element as *const T, self.to, 1) }
    }
}

/// Inserts `v[at]` into `v[..at]`, which is sorted.
fn insert<T, F: FnMut(&T, &T) -> bool>(v: &mut [T], at: usize, is_less: &mut F) {
    if at == 0 || !is_less(&v[at], &v[at - 1]) {
        return;
    }
    unsafe {
        let base = v.as_mut_ptr();
        let mut hole = Hole { element: ManuallyDrop::new(ptr::read(base.add(at))), to: base.add(at) };
        let mut i = at;
        while i > 0 && is_less(&*hole.element, &*base.add(i - 1)) {
            ptr::copy_nonoverlapping(base.add(i - 1) as *const T, base.add(i), 1);
            i -= 1;
            hole.to = base.add(i);
        }
    }
}

fn insertion_sort<T, F: FnMut(&T, &T) -> bool>(v: &mut [T], is_less: &mut F) {
    let mut i = 1;
    while i < v.len() {
        insert(v, i, is_less);
        i += 1;
    }
}

/// Sorts; equal elements may change places. Quicksort with the median of three, heapsort when it goes too deep.
pub fn quick_sort<T, F: FnMut(&T, &T) -> bool>(v: &mut [T], is_less: &mut F) {
    let depth = 2 * (usize::BITS - v.len().leading_zeros());
    quick_sort_within(v, is_less, depth);
}

fn quick_sort_within<T, F: FnMut(&T, &T) -> bool>(mut v: &mut [T], is_less: &mut F, mut depth: u32) {
    loop {
        let len = v.len();
        if len <= 20 {
            insertion_sort(v, is_less);
            return;
        }
        if depth == 0 {
            heap_sort(v, is_less);
            return;
        }
        depth -= 1;
        let mid = partition(v, is_less);
        let (left, right) = v.split_at_mut(mid);
        let right = &mut right[1..];
        if left.len() < right.len() {
            quick_sort_within(left, is_less, depth);
            v = right;
        } else {
            quick_sort_within(right, is_less, depth);
            v = left;
        }
    }
}

/// Puts the pivot where it belongs, smaller ones before it, and gives its index.
fn partition<T, F: FnMut(&T, &T) -> bool>(v: &mut [T], is_less: &mut F) -> usize {
    let last = v.len() - 1;
    let mid = v.len() / 2;
    if is_less(&v[mid], &v[0]) {
        v.swap(mid, 0);
    }
    if is_less(&v[last], &v[mid]) {
        v.swap(last, mid);
        if is_less(&v[mid], &v[0]) {
            v.swap(mid, 0);
        }
    }
    v.swap(mid, last - 1);
    let pivot = last - 1;
    let mut i = 0;
    let mut j = pivot;
    loop {
        i += 1;
        while is_less(&v[i], &v[pivot]) && i < pivot {
            i += 1;
        }
        j -= 1;
        while j > 0 && is_less(&v[pivot], &v[j]) {
            j -= 1;
        }
        if i >= j {
            break;
        }
        v.swap(i, j);
    }
    v.swap(i, pivot);
    i
}

fn heap_sort<T, F: FnMut(&T, &T) -> bool>(v: &mut [T], is_less: &mut F) {
    let len = v.len();
    let mut i = len / 2;
    while i > 0 {
        i -= 1;
        sift_down(v, i, len, is_less);
    }
    let mut end = len;
    while end > 1 {
        end -= 1;
        v.swap(0, end);
        sift_down(v, 0, end, is_less);
    }
}

fn sift_down<T, F: FnMut(&T, &T) -> bool>(v: &mut [T], mut node: usize, len: usize, is_less: &mut F) {
    loop {
        let mut child = 2 * node + 1;
        if child >= len {
            return;
        }
        if child + 1 < len && is_less(&v[child], &v[child + 1]) {
            child += 1;
        }
        if !is_less(&v[node], &v[child]) {
            return;
        }
        v.swap(node, child);
        node = child;
    }
}

/// Sorts; equal elements keep their order. `buffer` has room for half of the elements.
pub unsafe fn merge_sort<T, F: FnMut(&T, &T) -> bool>(v: &mut [T], buffer: *mut T, is_less: &mut F) {
    let len = v.len();
    if len <= 20 {
        insertion_sort(v, is_less);
        return;
    }
    let mid = len / 2;
    unsafe {
        merge_sort(&mut v[..mid], buffer, is_less);
        merge_sort(&mut v[mid..], buffer, is_less);
    }
    if is_less(&v[mid], &v[mid - 1]) {
        unsafe { merge(v, mid, buffer, is_less) };
    }
}

/// The rest of the left half goes back from the buffer at the end, also when a comparison panics.
struct Merge<T> {
    start: *mut T,
    end: *mut T,
    to: *mut T,
}

impl<T> Drop for Merge<T> {
    fn drop(&mut self) {
        unsafe {
            let count = self.end.offset_from_unsigned(self.start as *const T);
            ptr::copy_nonoverlapping(self.start as *const T, self.to, count);
        }
    }
}

unsafe fn merge<T, F: FnMut(&T, &T) -> bool>(v: &mut [T], mid: usize, buffer: *mut T, is_less: &mut F) {
    if crate::mem::size_of::<T>() == 0 {
        return;
    }
    unsafe {
        let base = v.as_mut_ptr();
        let end = base.add(v.len());
        ptr::copy_nonoverlapping(base as *const T, buffer, mid);
        let mut left = Merge { start: buffer, end: buffer.add(mid), to: base };
        let mut right = base.add(mid);
        while left.start != left.end && right != end {
            if is_less(&*right, &*left.start) {
                ptr::copy_nonoverlapping(right as *const T, left.to, 1);
                right = right.add(1);
            } else {
                ptr::copy_nonoverlapping(left.start as *const T, left.to, 1);
                left.start = left.start.add(1);
            }
            left.to = left.to.add(1);
        }
    }
}
