fn main() {
    let first = String::from("crab");
    let second = first;
    let shown = &second;
    println!("{shown}");
}
