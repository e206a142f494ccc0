use std::colections::HashMap;
use std::vec::Vek;

fn main() {
    let m: HashMap<i32, i32> = HashMap::new();
}
