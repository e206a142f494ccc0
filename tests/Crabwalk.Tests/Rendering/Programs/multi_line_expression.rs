fn main() {
    let n: i32 = if true {
        1
    } else {
        "two"
    };
    println!("{n}");
}
