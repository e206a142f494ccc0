mod inner {
    pub struct Secret {
        value: i32,
    }

    impl Secret {
        pub fn new() -> Secret {
            Secret { value: 1 }
        }
    }
}

fn main() {
    let s = inner::Secret::new();
    println!("{}", s.value);
}
