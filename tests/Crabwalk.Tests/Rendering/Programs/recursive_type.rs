struct List {
    value: i32,
    next: Option<List>,
}

fn main() {
    let l = List { value: 1, next: None };
    println!("{}", l.value);
}
