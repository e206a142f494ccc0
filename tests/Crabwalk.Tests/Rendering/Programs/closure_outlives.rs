use std::thread;

fn main() {
    let v = vec![1, 2];
    let handle = thread::spawn(|| {
        println!("{:?}", v);
    });
    handle.join().unwrap();
}
