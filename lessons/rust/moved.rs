// Two variables cannot own one String. Check what the compiler says, then run it anyway.
fn main() {
    let mine = String::from("shell");
    let yours = mine;
    println!("{yours}");
    println!("{mine}");
}
