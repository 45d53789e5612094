//! Every operation with random inputs that mix ours and theirs.

use serde_json::{Value, json};

use crate::dump::dump;
use crate::foreign::{CALLERS, Neighbours, call, id_for, plain};
use crate::inputs::{Field, input, operations};
use crate::stores::Kind;
use crate::world::World;

/// Counted noise (splitmix64): a failure names its seed.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ (mixed >> 31)) % sides
    }
}

/// A value for a field: their id, ours, an id of another kind, a text of theirs.
fn fill(neighbours: &Neighbours, dice: &mut Dice, field: &Field<'_>) -> Option<Value> {
    if !field.is_required && dice.roll(2) == 0 {
        return None;
    }
    let theirs = &neighbours.theirs;
    // A key of ours may name an organisation of theirs, and lists would tell it again.
    let world = match dice.roll(4) {
        0 => &neighbours.ours,
        _ if field.operation == "keys.create" => &neighbours.ours,
        _ => theirs,
    };
    let id = id_for(world, field).map(|id| match (id.is_object(), dice.roll(6)) {
        (false, 0) => any_id(theirs, dice),
        (true, 0) => json!({ "kind": "user", "id": any_id(theirs, dice) }),
        _ => id,
    });
    let text = format!("text {}", dice.roll(1_000_000));
    id.or_else(|| taken(neighbours, field))
        .or_else(|| place(theirs, dice, field))
        .or_else(|| Some(plain(field, &text)))
}

/// A text that is unique in their directory, if that is ours too and it is refused for it.
fn taken(neighbours: &Neighbours, field: &Field<'_>) -> Option<Value> {
    let mark = Some(&neighbours.theirs.mark).filter(|_| !neighbours.are_apart())?;
    Some(match field.name {
        "slug" => format!("{mark}-org").into(),
        "username" => format!("{mark}-tess").into(),
        "email" => format!("{mark}-TESS@example.com").into(),
        _ => return None,
    })
}

/// A place in a list of theirs.
fn place(theirs: &World, dice: &mut Dice, field: &Field<'_>) -> Option<Value> {
    Some(match (field.kind, field.name) {
        ("PageInput", _) => json!({ "cursor": any_id(theirs, dice) }),
        ("integer", "through" | "seq" | "before" | "if_version") => dice.roll(40).into(),
        _ => return None,
    })
}

fn any_id(world: &World, dice: &mut Dice) -> Value {
    let ids: Vec<&Value> = world.made.values().filter(|id| id.is_string()).collect();
    ids[dice.roll(ids.len() as u64) as usize].clone()
}

async fn rounds(kind: Kind, apart: bool, seeds: std::ops::Range<u64>) {
    let mut neighbours = Neighbours::new(kind, apart).await;
    let before = dump(&neighbours).await;
    for seed in seeds {
        let mut dice = Dice(seed);
        for operation in operations() {
            let caller = CALLERS[dice.roll(CALLERS.len() as u64) as usize];
            let input = input(operation, &mut |field| fill(&neighbours, &mut dice, &field));
            let answer = call(&neighbours.ours, caller, operation, input.clone()).await;
            let told = match &answer {
                Ok(answer) => answer.to_string(),
                Err(error) => json!(error).to_string(),
            };
            let place = format!("seed {seed}, {} by {caller} with {input}", operation.id);
            assert_eq!(neighbours.leaked(&input, &told), None, "{place}: {told}");
            assert_eq!(dump(&neighbours).await, before, "{place}");
        }
        // Every round ends ours: its own operations succeeded too.
        let mark = format!("alfa{seed}");
        let (tenantry, directory) = (&neighbours.ours.tenantry, neighbours.ours.directory);
        neighbours.ours = World::in_directory(tenantry, directory, &mark).await;
    }
}

fn seeds(short: u64) -> std::ops::Range<u64> {
    match std::env::var_os("TENANTRY_LONG") {
        Some(_) => 0..short * 50,
        None => 0..short,
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_of_a_neighbour_is_told_or_changed_on_sqlite() {
    rounds(Kind::Sqlite, false, seeds(6)).await;
    rounds(Kind::Sqlite, true, seeds(6)).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_of_a_neighbour_is_told_or_changed_on_postgres() {
    rounds(Kind::Postgres, false, seeds(2)).await;
    rounds(Kind::Postgres, true, seeds(2)).await;
}
