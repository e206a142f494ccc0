fn three(a: i32, b: i32, c: i32) -> i32 { a + b + c }

fn main() {
    let n = three(
        1,
        2,
    );
    println!("{n}");
}
