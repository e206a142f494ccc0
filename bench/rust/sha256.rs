//! A hash over a megabyte: 32-bit arithmetic, shifts and rotations.

/// The first 32 bits of the fractional part of a number.
fn fraction(x: f64) -> u32 {
    (x.fract() * 4294967296.0) as u32
}

/// The constants come from roots of primes (FIPS 180-4).
fn constants() -> ([u32; 64], [u32; 8]) {
    let primes: Vec<u64> = (2..).filter(|p| (2..).take_while(|d| d * d <= *p).all(|d| p % d != 0)).take(64).collect();
    let mut k = [0; 64];
    let mut state = [0; 8];
    for (i, &prime) in primes.iter().enumerate() {
        let f = prime as f64;
        let mut r = 1.0;
        for _ in 0..90 {
            r = (2.0 * r + f / (r * r)) / 3.0;
        }
        k[i] = fraction(r);
        if i < 8 {
            state[i] = fraction(f.sqrt());
        }
    }
    (k, state)
}

fn block(k: &[u32; 64], state: &mut [u32; 8], data: &[u8; 64]) {
    let mut w = [0u32; 64];
    for (word, bytes) in w.iter_mut().zip(data.chunks_exact(4)) {
        *word = u32::from_be_bytes([bytes[0], bytes[1], bytes[2], bytes[3]]);
    }
    for i in 16..64 {
        let a = w[i - 15].rotate_right(7) ^ w[i - 15].rotate_right(18) ^ (w[i - 15] >> 3);
        let b = w[i - 2].rotate_right(17) ^ w[i - 2].rotate_right(19) ^ (w[i - 2] >> 10);
        w[i] = w[i - 16].wrapping_add(a).wrapping_add(w[i - 7]).wrapping_add(b);
    }
    let mut s = *state;
    for i in 0..64 {
        let e = s[4].rotate_right(6) ^ s[4].rotate_right(11) ^ s[4].rotate_right(25);
        let choose = (s[4] & s[5]) ^ (!s[4] & s[6]);
        let one = s[7].wrapping_add(e).wrapping_add(choose).wrapping_add(k[i]).wrapping_add(w[i]);
        let a = s[0].rotate_right(2) ^ s[0].rotate_right(13) ^ s[0].rotate_right(22);
        let majority = (s[0] & s[1]) ^ (s[0] & s[2]) ^ (s[1] & s[2]);
        s = [one.wrapping_add(a).wrapping_add(majority), s[0], s[1], s[2], s[3].wrapping_add(one), s[4], s[5], s[6]];
    }
    for (sum, part) in state.iter_mut().zip(s) {
        *sum = sum.wrapping_add(part);
    }
}

fn main() {
    let blocks: u32 = std::env::args().nth(1).and_then(|text| text.parse().ok()).unwrap_or(16384);
    let (k, mut state) = constants();
    for i in 0..blocks {
        let data = std::array::from_fn(|j| i.wrapping_mul(31).wrapping_add(j as u32 * 7) as u8);
        block(&k, &mut state, &data);
    }
    for word in state {
        print!("{word:08x}");
    }
    println!();
}
