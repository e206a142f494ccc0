// A Vec that is full moves its items to a larger block.
fn main() {
    let mut squares = Vec::with_capacity(2);
    for n in 1..=4 {
        squares.push(n * n);
    }
    println!("{squares:?}");
}
