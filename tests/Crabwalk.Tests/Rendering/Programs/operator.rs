fn main() {
    let s = "a" + "b";
    let n = 1 + 1.0;
    println!("{s}{n}");
}
