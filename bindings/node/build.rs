//! Tells the linker what an addon of Node may leave open.

fn main() {
    napi_build::setup();
}
