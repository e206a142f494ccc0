//! Flips of all permutations: small slices and unpredictable branches.

fn flips(work: &mut [usize]) -> i32 {
    let mut flips = 0;
    loop {
        let first = work[0];
        if first == 0 {
            return flips;
        }
        work[..=first].reverse();
        flips += 1;
    }
}

fn main() {
    let n: usize = std::env::args().nth(1).and_then(|text| text.parse().ok()).unwrap_or(9);
    let mut perm: Vec<usize> = (0..n).collect();
    let mut work = vec![0; n];
    let mut count = vec![0; n];
    let (mut most, mut checksum, mut permutation, mut r) = (0, 0, 0, n);
    'permutations: loop {
        while r != 1 {
            count[r - 1] = r;
            r -= 1;
        }
        work.copy_from_slice(&perm);
        let flips = flips(&mut work);
        most = most.max(flips);
        checksum += if permutation % 2 == 0 { flips } else { -flips };
        loop {
            if r == n {
                break 'permutations;
            }
            perm[..=r].rotate_left(1);
            count[r] -= 1;
            if count[r] > 0 {
                break;
            }
            r += 1;
        }
        permutation += 1;
    }
    println!("{checksum}\nPfannkuchen({n}) = {most}");
}
