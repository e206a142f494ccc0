fn pick<'a, 'b>(a: &'a str, b: &'b str) -> &'a str {
    b
}

fn main() {
    println!("{}", pick("a", "b"));
}
