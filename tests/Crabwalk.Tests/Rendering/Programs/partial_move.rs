struct Pair { a: String, b: String }

fn main() {
    let p = Pair { a: String::new(), b: String::new() };
    let a = p.a;
    let q = p;
    println!("{a}{}", q.b);
}
