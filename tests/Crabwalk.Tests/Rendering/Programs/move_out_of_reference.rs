struct Wrapper {
    name: String,
}

fn main() {
    let w = Wrapper { name: String::new() };
    let r = &w;
    let n = r.name;
    println!("{n}");
}
