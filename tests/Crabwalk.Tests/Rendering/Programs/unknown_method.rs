fn main() {
    let v = vec![1, 2];
    v.pusk(3);
}
