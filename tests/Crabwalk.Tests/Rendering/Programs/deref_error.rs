fn main() {
    let n = 5;
    println!("{}", *n);
    n();
    n.field;
}
