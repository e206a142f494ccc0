fn main() {
    let x: u8 = 256;
    let y = 255u8 + 1;
    println!("{x}{y}");
}
