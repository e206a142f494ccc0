//! Sorts a slice of integers in place: recursion, comparisons, swaps.

fn sort(mut values: &mut [i32]) {
    while values.len() > 1 {
        let pivot = values[(values.len() - 1) / 2];
        let (mut i, mut j) = (0, values.len() as isize - 1);
        while i as isize <= j {
            while values[i] < pivot {
                i += 1;
            }
            while values[j as usize] > pivot {
                j -= 1;
            }
            if i as isize <= j {
                values.swap(i, j as usize);
                i += 1;
                j -= 1;
            }
        }
        let (rest, high) = values.split_at_mut(i);
        let low = &mut rest[..(j + 1) as usize];
        if low.len() < high.len() {
            sort(low);
            values = high;
        } else {
            sort(high);
            values = low;
        }
    }
}

fn main() {
    let n: usize = std::env::args().nth(1).and_then(|text| text.parse().ok()).unwrap_or(500_000);
    let mut seed = 12345u32;
    let mut values: Vec<i32> = (0..n)
        .map(|_| {
            seed = seed.wrapping_mul(1664525).wrapping_add(1013904223);
            (seed >> 8) as i32
        })
        .collect();
    sort(&mut values);
    assert!(values.windows(2).all(|pair| pair[0] <= pair[1]));
    let sum = values.iter().fold(0i64, |sum, &value| (sum * 31 + i64::from(value)) % 1_000_000_007);
    println!("sorted {n}, checksum {sum}");
}
