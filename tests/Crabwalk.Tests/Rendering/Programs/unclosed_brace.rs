fn main() {
    if true {
        println!("x");
