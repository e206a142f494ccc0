// A borrow is a loan: while `first` is in use, `names` may not change.
fn main() {
    let mut names = vec![String::from("Ada"), String::from("Grace")];
    let first = &names[0];
    println!("{first} was first");
    names.push(String::from("Barbara"));
    println!("{} names", names.len());
}
