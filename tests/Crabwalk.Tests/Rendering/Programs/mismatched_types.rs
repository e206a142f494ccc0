fn main() {
    let n: i32 = "five";
    let s: String = "text";
    println!("{n}{s}");
}
