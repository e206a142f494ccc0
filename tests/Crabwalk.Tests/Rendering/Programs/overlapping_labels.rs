fn f(a: &mut Vec<i32>, b: usize) { a.push(b as i32); }

fn main() {
    let mut v = vec![1];
    let r = &mut v;
    f(&mut v, { r.push(1); r.len() });
}
