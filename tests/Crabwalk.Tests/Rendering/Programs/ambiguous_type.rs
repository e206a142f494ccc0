fn main() {
    let v = Vec::new();
    let n = "5".parse().unwrap();
}
