//! SipHash (Aumasson and Bernstein, "SipHash: a fast short-input PRF", 2012).

use crate::hash::Hasher;

/// SipHash with one round for each word and three at the end.
#[derive(Debug, Clone)]
pub struct SipHasher13 {
    v0: u64,
    v1: u64,
    v2: u64,
    v3: u64,
    // Bytes that do not make a word yet, the first lowest.
    tail: u64,
    tail_bytes: usize,
    length: usize,
}

/// The same under its old name.
pub type SipHasher = SipHasher13;

impl SipHasher13 {
    #[must_use]
    pub const fn new() -> SipHasher13 {
        SipHasher13::new_with_keys(0, 0)
    }

    #[must_use]
    pub const fn new_with_keys(key0: u64, key1: u64) -> SipHasher13 {
        SipHasher13 {
            v0: key0 ^ 0x736f6d6570736575,
            v1: key1 ^ 0x646f72616e646f6d,
            v2: key0 ^ 0x6c7967656e657261,
            v3: key1 ^ 0x7465646279746573,
            tail: 0,
            tail_bytes: 0,
            length: 0,
        }
    }

    fn round(&mut self) {
        let mut v0 = self.v0;
        let mut v1 = self.v1;
        let mut v2 = self.v2;
        let mut v3 = self.v3;
        v0 = v0.wrapping_add(v1);
        v2 = v2.wrapping_add(v3);
        v1 = v1.rotate_left(13) ^ v0;
        v3 = v3.rotate_left(16) ^ v2;
        v0 = v0.rotate_left(32);
        v2 = v2.wrapping_add(v1);
        v0 = v0.wrapping_add(v3);
        v1 = v1.rotate_left(17) ^ v2;
        v3 = v3.rotate_left(21) ^ v0;
        v2 = v2.rotate_left(32);
        self.v0 = v0;
        self.v1 = v1;
        self.v2 = v2;
        self.v3 = v3;
    }

    fn word(&mut self, m: u64) {
        self.v3 ^= m;
        self.round();
        self.v0 ^= m;
    }

    // `value` has `size` bytes, of 1 to 8, the rest being zero.
    fn short(&mut self, value: u64, size: usize) {
        self.length = self.length.wrapping_add(size);
        let have = self.tail_bytes;
        self.tail |= value << (8 * have as u32);
        if have + size < 8 {
            self.tail_bytes = have + size;
            return;
        }
        let word = self.tail;
        self.word(word);
        let used = 8 - have;
        self.tail_bytes = size - used;
        self.tail = if used < 8 { value >> (8 * used as u32) } else { 0 };
    }
}

impl Default for SipHasher13 {
    fn default() -> SipHasher13 {
        SipHasher13::new()
    }
}

impl Hasher for SipHasher13 {
    fn write(&mut self, bytes: &[u8]) {
        let mut i = 0;
        while i + 8 <= bytes.len() {
            let word = unsafe { crate::ptr::read_unaligned(bytes.as_ptr().add(i) as *const u64) };
            self.short(word, 8);
            i += 8;
        }
        while i < bytes.len() {
            self.short(bytes[i] as u64, 1);
            i += 1;
        }
    }

    fn write_u8(&mut self, i: u8) {
        self.short(i as u64, 1)
    }

    fn write_u16(&mut self, i: u16) {
        self.short(i as u64, 2)
    }

    fn write_u32(&mut self, i: u32) {
        self.short(i as u64, 4)
    }

    fn write_u64(&mut self, i: u64) {
        self.short(i, 8)
    }

    fn write_usize(&mut self, i: usize) {
        self.short(i as u64, crate::mem::size_of::<usize>())
    }

    fn finish(&self) -> u64 {
        let mut state = self.clone();
        let last = ((self.length as u64 & 0xff) << 56) | self.tail;
        state.word(last);
        state.v2 ^= 0xff;
        state.round();
        state.round();
        state.round();
        state.v0 ^ state.v1 ^ state.v2 ^ state.v3
    }
}
