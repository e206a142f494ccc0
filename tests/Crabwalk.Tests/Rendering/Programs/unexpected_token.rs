fn main() {
    let = 5;
    foo(;
}
