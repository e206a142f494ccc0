fn main() {
	let x = 5;
		x = 6;	let y: u8 = "a";
	println!("{x}{y}");
}
