struct Counter { n: i32 }

impl Counter {
    fn next() -> i32 {
        self.n += 1;
        self.n
    }
}

fn main() {
    let c = Counter { n: 0 };
    println!("{}", c.next());
}
