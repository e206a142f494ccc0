fn main() {
    let s = String::from("a");
    s.push('b');
    s.push('c');
}
