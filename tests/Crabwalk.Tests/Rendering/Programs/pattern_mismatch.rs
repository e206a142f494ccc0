fn main() {
    let t = (1, 2);
    let (a, b, c) = t;
    match t {
        (x, y) if x > y => {}
    }
}
