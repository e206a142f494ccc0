fn main() {
    break;
    let f = || { continue; };
}
