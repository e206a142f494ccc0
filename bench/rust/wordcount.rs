//! Counts words in a hash map: strings, hashing, the entry API.

use std::collections::HashMap;

fn main() {
    let words: u32 = std::env::args().nth(1).and_then(|text| text.parse().ok()).unwrap_or(300_000);
    let mut seed = 42u32;
    let mut counts: HashMap<String, u32> = HashMap::new();
    for _ in 0..words {
        seed = seed.wrapping_mul(1664525).wrapping_add(1013904223);
        let mut pick = (seed >> 16) % 5000;
        let mut word = String::new();
        loop {
            word.push(char::from(b'a' + (pick % 26) as u8));
            pick /= 26;
            if pick == 0 {
                break;
            }
        }
        word.push('x');
        *counts.entry(word).or_insert(0) += 1;
    }
    let most = counts.values().max().copied().unwrap_or(0);
    println!("{words} words, {} distinct, most frequent {most} times", counts.len());
}
