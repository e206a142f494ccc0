//! The largest singular value of an endless matrix, cut to n by n: floating point with iterators and closures.

fn element(i: usize, j: usize) -> f64 {
    1.0 / ((i + j) * (i + j + 1) / 2 + i + 1) as f64
}

fn times(v: &[f64], out: &mut [f64], element: impl Fn(usize, usize) -> f64) {
    for (i, place) in out.iter_mut().enumerate() {
        *place = v.iter().enumerate().map(|(j, x)| element(i, j) * x).sum();
    }
}

fn main() {
    let n: usize = std::env::args().nth(1).and_then(|text| text.parse().ok()).unwrap_or(320);
    let mut u = vec![1.0; n];
    let mut v = vec![0.0; n];
    let mut between = vec![0.0; n];
    for _ in 0..10 {
        times(&u, &mut between, element);
        times(&between, &mut v, |i, j| element(j, i));
        times(&v, &mut between, element);
        times(&between, &mut u, |i, j| element(j, i));
    }
    let uv: f64 = u.iter().zip(&v).map(|(a, b)| a * b).sum();
    let vv: f64 = v.iter().map(|x| x * x).sum();
    println!("{:.9}", (uv / vv).sqrt());
}
