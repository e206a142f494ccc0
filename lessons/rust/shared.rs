// Rc: several owners of one value, which counts them.
use std::rc::Rc;

fn main() {
    let shell = Rc::new(String::from("shell"));
    let also = Rc::clone(&shell);
    println!("{} owners of {also}", Rc::strong_count(&shell));
    drop(shell);
    println!("{} owner of {also}", Rc::strong_count(&also));
}
