//! Trees that are built and thrown away: boxes, drops and recursion.

struct Tree {
    left: Option<Box<Tree>>,
    right: Option<Box<Tree>>,
}

impl Tree {
    fn grow(depth: u32) -> Box<Tree> {
        let branch = || (depth > 0).then(|| Tree::grow(depth - 1));
        Box::new(Tree { left: branch(), right: branch() })
    }

    fn size(&self) -> u64 {
        let of = |branch: &Option<Box<Tree>>| branch.as_ref().map_or(0, |tree| tree.size());
        1 + of(&self.left) + of(&self.right)
    }
}

fn main() {
    let deepest: u32 = std::env::args().nth(1).and_then(|text| text.parse().ok()).unwrap_or(13);
    let lasting = Tree::grow(deepest);
    for depth in (4..=deepest).step_by(4) {
        let rounds = 1 << (deepest - depth + 2);
        let nodes: u64 = (0..rounds).map(|_| Tree::grow(depth).size()).sum();
        println!("{rounds} trees of depth {depth}: {nodes} nodes");
    }
    println!("lasting tree: {} nodes", lasting.size());
}
