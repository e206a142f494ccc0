// A tree of boxes: each node owns its branches, so one drop fells it all.
struct Node {
    value: i32,
    left: Option<Box<Node>>,
    right: Option<Box<Node>>,
}

impl Node {
    fn leaf(value: i32) -> Box<Node> {
        Box::new(Node { value, left: None, right: None })
    }

    fn sum(&self) -> i32 {
        let of = |branch: &Option<Box<Node>>| branch.as_ref().map_or(0, |node| node.sum());
        self.value + of(&self.left) + of(&self.right)
    }
}

fn main() {
    let mut root = Node::leaf(1);
    root.left = Some(Node::leaf(2));
    root.right = Some(Node::leaf(3));
    println!("sum {}", root.sum());
}
