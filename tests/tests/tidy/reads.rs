//! Every read of the contract is asked for what is not the caller's.

use crate::files::{rust, text};

const STRANGERS: &str = "tests/src/behaviours/strangers.rs";

#[test]
fn every_read_inside_a_scope_is_asked_for_a_strangers_things() {
    let rooms = rust("core/src/storage/reads").into_iter();
    let contract: String = rooms.map(|(_, room)| room).collect();
    let asked = text(STRANGERS);
    let mut looked_at = 0;
    for read in contract.split("async fn ").skip(1) {
        let (name, rest) = read.split_once('(').unwrap();
        let taken = rest.split(')').next().unwrap();
        if taken.contains("View") {
            looked_at += 1;
            let is_asked =
                asked.contains(&format!(" {name}(")) || asked.contains(&format!(".{name}("));
            assert!(is_asked, "{STRANGERS} does not ask for `{name}`");
        }
    }
    assert!(looked_at > 25, "only {looked_at} reads take a view");
}
