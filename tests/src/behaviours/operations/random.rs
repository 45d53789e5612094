//! Every operation with random inputs that mix ours and theirs, by everybody who may try.

use std::collections::BTreeSet;

use serde_json::{Value, json};
use tenantry::registry::{ApiOperation, Receiver};

use super::dump::dump;
use super::neighbours::{CALLERS, Neighbours, call, id_for, plain};
use super::own::own;
use crate::Bench;
use crate::bench::is_long;
use crate::fixture::Dice;
use crate::tenants::World;
use crate::tenants::{Field, input, operations};

/// Each seed makes organisations anew, and one person belongs to all of a store: a thousand
/// of them is the most.
const SEEDS_A_STORE: usize = 20;

/// How an input is made.
#[derive(Clone, Copy, Debug)]
enum Mix {
    /// Whatever comes: theirs, ours, ids of another kind, texts of theirs.
    Wild,
    /// Ours, but for one id of theirs.
    OneForeign,
    /// Ours alone, so that the operation does what it is for.
    Own,
    /// The same, with every field that may be left out.
    OwnAndFull,
}

/// The neighbours through all rounds, and what has succeeded so far.
struct Fuzz {
    neighbours: Neighbours,
    before: Vec<String>,
    dice: Dice,
    done: BTreeSet<&'static str>,
    worlds: u32,
}

impl Fuzz {
    async fn begin(bench: Bench, apart: bool) -> Self {
        let mut neighbours = Neighbours::new(bench, apart).await;
        neighbours.join_both().await;
        Self {
            before: dump(&neighbours).await,
            neighbours,
            dice: Dice::of(0),
            done: BTreeSet::new(),
            worlds: 0,
        }
    }

    async fn round(&mut self, seed: u64) {
        self.dice = Dice::of(seed);
        for operation in operations() {
            for mix in [Mix::Wild, Mix::OneForeign] {
                let callers = self.callers(operation, mix);
                let caller = callers[self.dice.below(callers.len())];
                self.attempt(seed, operation, mix, caller).await;
            }
            if !self.succeeds(seed, operation).await {
                // What came before has ended too much of ours.
                self.another_world().await;
                self.succeeds(seed, operation).await;
            }
        }
        self.another_world().await;
    }

    /// Whether the operation does what it is for, for its owner or the system.
    async fn succeeds(&mut self, seed: u64, operation: &'static ApiOperation) -> bool {
        for mix in [Mix::Own, Mix::OwnAndFull] {
            for caller in ["owner", "system"] {
                if self.attempt(seed, operation, mix, caller).await {
                    return true;
                }
            }
        }
        false
    }

    /// Calls, and insists that nothing of theirs is told or changed.
    async fn attempt(
        &mut self,
        seed: u64,
        operation: &'static ApiOperation,
        mix: Mix,
        caller: &'static str,
    ) -> bool {
        let Some(input) = self.input(operation, mix, caller) else {
            return false;
        };
        let answer = call(&self.neighbours, caller, operation, input.clone()).await;
        if answer.is_ok() {
            self.done.insert(operation.id);
        }
        let told = match &answer {
            Ok(answer) => answer.to_string(),
            Err(error) => json!(error).to_string(),
        };
        let place = format!("seed {seed}, {} by {caller} with {input}", operation.id);
        // The system is told of every directory, and of all that is in the one it asks about.
        let is_over_all = caller == "system"
            && operation.receiver == Receiver::Caller
            && !(self.neighbours.are_apart()
                && input["directory"] == json!(self.neighbours.ours.directory));
        if !is_over_all {
            let leaked = self.neighbours.leaked(&input, &told);
            assert_eq!(leaked, None, "{place}: {told}");
        }
        let now = dump(&self.neighbours).await;
        let changed = now.iter();
        let changed: Vec<_> = changed.filter(|line| !self.before.contains(line)).collect();
        assert!(now == self.before, "{place}: {changed:?}");
        answer.is_ok()
    }

    /// Who may try. Nobody is asked for what would rightly reach the neighbour: the system in
    /// a directory of both, and somebody of both organisations outside of ours.
    fn callers(&self, operation: &ApiOperation, mix: Mix) -> Vec<&'static str> {
        let mut callers = CALLERS.to_vec();
        let is_inside = operation.receiver == Receiver::Tenant;
        if is_inside && !self.neighbours.are_apart() {
            callers.push("both");
        }
        if is_inside || (self.neighbours.are_apart() && matches!(mix, Mix::OneForeign)) {
            callers.push("system");
        }
        callers
    }

    fn input(&mut self, operation: &ApiOperation, mix: Mix, caller: &str) -> Option<Value> {
        let (neighbours, dice) = (&self.neighbours, &mut self.dice);
        match mix {
            Mix::Wild => Some(input(operation, &mut |field| {
                wild(neighbours, dice, &field)
            })),
            Mix::Own | Mix::OwnAndFull => {
                let is_full = matches!(mix, Mix::OwnAndFull);
                Some(input(operation, &mut |field| {
                    let is_given = field.is_required || is_full;
                    is_given.then(|| own(&neighbours.ours, dice, &field))
                }))
            }
            Mix::OneForeign => {
                let mut ids = Vec::new();
                input(operation, &mut |field| {
                    let id = id_for(&neighbours.theirs, &field);
                    let is_wall = !is_open(&field);
                    ids.extend(
                        id.filter(|_| is_wall)
                            .map(|_| (field.name.to_owned(), field.is_required)),
                    );
                    None
                });
                // In their directory, and with nothing of ours, the system is at home.
                let named = ids.iter().filter(|(_, is_required)| *is_required).count();
                if caller == "system" && operation.receiver == Receiver::Caller && named < 2 {
                    return None;
                }
                let (foreign, _) = ids.get(dice.below(ids.len().max(1)))?.clone();
                Some(input(operation, &mut |field| {
                    if field.name == foreign {
                        return id_for(&neighbours.theirs, &field);
                    }
                    field
                        .is_required
                        .then(|| own(&neighbours.ours, dice, &field))
                }))
            }
        }
    }

    /// Ours anew.
    async fn another_world(&mut self) {
        self.worlds += 1;
        let mark = format!("alfa{}", self.worlds);
        let ours = &self.neighbours.ours;
        self.neighbours.ours = World::in_directory(&ours.tenantry, ours.directory, &mark).await;
        self.neighbours.join_ours().await;
    }
}

/// A value for a field: their id, ours, an id of another kind, a text of theirs.
fn wild(neighbours: &Neighbours, dice: &mut Dice, field: &Field<'_>) -> Option<Value> {
    if !field.is_required && dice.roll(2) == 0 {
        return None;
    }
    let theirs = &neighbours.theirs;
    let world = match dice.roll(4) {
        0 => &neighbours.ours,
        _ if is_open(field) => &neighbours.ours,
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

/// A key of ours may name an organisation of theirs, and lists would tell it again.
fn is_open(field: &Field<'_>) -> bool {
    field.operation == "keys.create"
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
    ids[dice.below(ids.len())].clone()
}

/// In one directory and in two; every operation has succeeded among all the attempts.
pub(in crate::behaviours) async fn nothing_of_a_neighbour_is_told_or_changed_by_any_operation(
    bench: &Bench,
) {
    let seeds: Vec<u64> = (0..if is_long() { 40 } else { 2 }).collect();
    for apart in [false, true] {
        let mut done = BTreeSet::new();
        for seeds in seeds.chunks(SEEDS_A_STORE) {
            let mut fuzz = Fuzz::begin(bench.another(), apart).await;
            for seed in seeds {
                fuzz.round(*seed).await;
            }
            done.extend(fuzz.done);
        }
        let all = operations().iter().map(|operation| operation.id);
        let never: Vec<&str> = all.filter(|id| !done.contains(id)).collect();
        assert!(
            never.is_empty(),
            "{never:?} never succeed: say in `own.rs` what they are to be called with"
        );
    }
}
