enum Colour {
    Red,
    Green,
    Blue,
}

fn name(c: Colour) -> &'static str {
    match c {
        Colour::Red => "red",
    }
}

fn main() {
    println!("{}", name(Colour::Blue));
}
