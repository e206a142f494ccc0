fn main() {
    let crab = "🦀🦀";
    let n: i32 = crab; let 名前 = 日本;
    println!("{n}");
}
