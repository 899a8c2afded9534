//! One program: the server and every command beside it.
fn main() {}
