struct Item;
fn same() {}
fn same() {}
enum Item {}

fn main() {}
