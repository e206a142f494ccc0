//! Primes by crossing out: one large vector of flags.

fn main() {
    let limit: usize = std::env::args().nth(1).and_then(|text| text.parse().ok()).unwrap_or(2_000_000);
    let mut count = 0;
    let mut crossed = vec![false; limit + 1];
    for _ in 0..3 {
        count = 0;
        crossed.fill(false);
        for i in 2..=limit {
            if crossed[i] {
                continue;
            }
            count += 1;
            let mut j = i * i;
            while j <= limit {
                crossed[j] = true;
                j += i;
            }
        }
    }
    println!("{count} primes up to {limit}");
}
