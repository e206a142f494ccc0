fn main() {
    return;
    println!("never");
}
