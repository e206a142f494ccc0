macro_rules! twice {
    ($e:expr) => { $e + missing };
}

fn main() {
    println!("{}", twice!(1));
    println!("{} {}", 1);
}
