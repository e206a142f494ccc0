struct Unused {
    field: i32,
}

enum Never { A, B }

const LIMIT: i32 = 3;

fn main() {
    let _ = Never::A;
}
