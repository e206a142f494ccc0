//! Builds a long text piece by piece: growth, formatting and bytes.

use std::fmt::Write;

fn main() {
    let lines: u32 = std::env::args().nth(1).and_then(|text| text.parse().ok()).unwrap_or(60_000);
    let mut text = String::new();
    for i in 0..lines {
        let end = if i % 10 == 9 { "\n" } else { ", " };
        write!(text, "item {}{end}", u64::from(i) * 7919 % 100_003).unwrap();
    }
    let hash = text.bytes().fold(0u32, |hash, byte| hash.wrapping_mul(31).wrapping_add(u32::from(byte)));
    println!("{} characters, hash {hash}", text.len());
}
