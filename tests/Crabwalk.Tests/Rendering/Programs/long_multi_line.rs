fn needs_string(s: String) {}

fn main() {
    needs_string(match 3 {
        1 => {
            println!("one");
            println!("uno");
            println!("un");
            println!("eins");
            1
        }
        _ => 2,
    });
}
