//! A linked list that grows, is searched and shrinks: boxes passed from hand to hand.

struct Node {
    key: i32,
    next: Option<Box<Node>>,
}

fn main() {
    let rounds: i32 = std::env::args().nth(1).and_then(|text| text.parse().ok()).unwrap_or(300);
    let mut head: Option<Box<Node>> = None;
    let mut seed = 7u32;
    let (mut sum, mut length) = (0i64, 0i64);
    for round in 0..rounds {
        for _ in 0..50 {
            seed = seed.wrapping_mul(1664525).wrapping_add(1013904223);
            head = Some(Box::new(Node { key: (seed >> 20) as i32, next: head.take() }));
            length += 1;
        }
        let mut at = &head;
        while let Some(node) = at {
            sum += i64::from(node.key);
            at = &node.next;
        }
        let mut place = &mut head;
        while let Some(node) = place {
            if node.key % 7 == round % 7 {
                *place = node.next.take();
                length -= 1;
            } else {
                place = &mut place.as_mut().unwrap().next;
            }
        }
    }
    println!("{length} nodes left, sum {sum}");
}
