trait Speak {
    fn speak(&self) -> String;
    fn name(&self) -> String;
}

struct Dog;

impl Speak for Dog {
    fn speak(&self) -> String { String::new() }
}

fn talk<T: Speak>(t: &T) -> String { t.speak() }

fn main() {
    println!("{}", talk(&3));
}
