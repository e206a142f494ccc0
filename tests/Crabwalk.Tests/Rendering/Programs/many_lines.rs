
fn a() {}




fn b() {}

fn main() {
    let x = String::new();
    let y = x;
    a();


    b();


    println!("{x}{y}");
}
