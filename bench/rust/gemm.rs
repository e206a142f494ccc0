//! Matrix times matrix: three nested loops over vectors of rows.

const N: usize = 160;

type Matrix = Vec<[f64; N]>;

fn matrix(entry: impl Fn(usize, usize) -> usize) -> Matrix {
    (0..N).map(|i| std::array::from_fn(|j| entry(i, j) as f64)).collect()
}

fn main() {
    let rounds: u32 = std::env::args().nth(1).and_then(|text| text.parse().ok()).unwrap_or(4);
    let a = matrix(|i, j| (i * 7 + j) % 13);
    let b = matrix(|i, j| (i + j * 5) % 11);
    let mut c = matrix(|_, _| 0);
    for _ in 0..rounds {
        for i in 0..N {
            for j in 0..N {
                let mut sum = 0.0;
                for k in 0..N {
                    sum += a[i][k] * b[k][j];
                }
                c[i][j] += sum;
            }
        }
    }
    let trace: f64 = (0..N).map(|i| c[i][i]).sum();
    println!("{trace:.1}");
}
