//! Points that stay small: a tight floating-point loop, no memory.

const ROUNDS: u32 = 50;

fn rounds_at(cr: f64, ci: f64) -> u32 {
    let (mut zr, mut zi) = (0.0, 0.0);
    for round in 0..ROUNDS {
        if zr * zr + zi * zi > 4.0 {
            return round;
        }
        (zr, zi) = (zr * zr - zi * zi + cr, 2.0 * zr * zi + ci);
    }
    ROUNDS
}

fn main() {
    let size: u32 = std::env::args().nth(1).and_then(|text| text.parse().ok()).unwrap_or(400);
    let (mut inside, mut work) = (0u64, 0u64);
    for row in 0..size {
        for column in 0..size {
            let cr = 2.0 * f64::from(column) / f64::from(size) - 1.5;
            let ci = 2.0 * f64::from(row) / f64::from(size) - 1.0;
            let rounds = rounds_at(cr, ci);
            work += u64::from(rounds);
            inside += u64::from(rounds == ROUNDS);
        }
    }
    println!("{inside} points inside, {work} rounds");
}
