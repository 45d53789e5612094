//! An id of another tenant is answered as one that nobody ever gave.

use std::collections::BTreeMap;

use serde_json::{Value, json};
use tenantry::registry::{ApiOperation, Kind as CallKind};
use tenantry::{Error, ErrorKind};

use super::dump::dump;
use super::neighbours::{CALLERS, Neighbours, call, id_for, plain};
use crate::Bench;
use crate::tenants::{Field, input, operations};

/// A person of one directory may be asked in by their id; that is no wall.
fn is_open(neighbours: &Neighbours, operation: &ApiOperation) -> bool {
    operation.id == "members.add" && !neighbours.are_apart()
}

/// The field whose id is theirs; the others are ours.
async fn knock(neighbours: &Neighbours, caller: &str, operation: &ApiOperation, field: &str) {
    let with = |world: &dyn Fn(&Field<'_>) -> Option<Value>| {
        input(operation, &mut |at: Field<'_>| {
            let id = match at.name == field {
                true => world(&at),
                false => id_for(&neighbours.ours, &at).filter(|_| at.is_required),
            };
            id.or_else(|| at.is_required.then(|| plain(&at, "fresh")))
        })
    };
    let theirs = with(&|at| id_for(&neighbours.theirs, at));
    let mut names = BTreeMap::new();
    let nobodys = rename(&theirs, &neighbours.ids(), &mut names);
    let answer = call(neighbours, caller, operation, theirs.clone()).await;
    let told = told(operation, &answer, &BTreeMap::new());
    let control = call(neighbours, caller, operation, nobodys).await;
    let place = format!("{} by {caller} with {theirs}", operation.id);
    assert_eq!(told, self::told(operation, &control, &names), "{place}");
    assert_eq!(neighbours.leaked(&theirs, &told), None, "{place}: {told}");
    let refused_for_it = answer
        .err()
        .is_none_or(|error| error.kind() != ErrorKind::Denied || error.field("team").is_none());
    assert!(refused_for_it, "{place}: denied by the id: {told}");
}

/// The same input with their ids replaced by ids that there are not.
fn rename(input: &Value, theirs: &[String], names: &mut BTreeMap<String, String>) -> Value {
    match input {
        Value::String(text) if theirs.contains(text) => {
            let other = uuid::Uuid::now_v7().to_string();
            names.insert(other.clone(), text.clone());
            other.into()
        }
        Value::Object(fields) => Value::Object(
            fields
                .iter()
                .map(|(name, field)| (name.clone(), rename(field, theirs, names)))
                .collect(),
        ),
        other => other.clone(),
    }
}

/// What a caller can tell apart: of a change that succeeds, only that it does.
fn told(
    operation: &ApiOperation,
    answer: &Result<Value, Error>,
    names: &BTreeMap<String, String>,
) -> String {
    let told = match answer {
        Ok(_) if operation.kind != CallKind::Read => "done".to_owned(),
        Ok(answer) => answer.to_string(),
        Err(error) => json!(error).to_string(),
    };
    names
        .iter()
        .fold(told, |told, (other, text)| told.replace(other, text))
}

async fn foreign_is_unknown(bench: &Bench, apart: bool) {
    let neighbours = Neighbours::new(bench.another(), apart).await;
    let before = dump(&neighbours).await;
    let mut knocks = 0;
    for operation in operations() {
        let mut fields = Vec::new();
        input(operation, &mut |field| {
            let theirs = id_for(&neighbours.theirs, &field);
            let is_foreign = theirs != id_for(&neighbours.ours, &field);
            let is_shared = field.kind == "DirectoryId" && !apart;
            assert!(
                is_foreign || is_shared || !field.has_id,
                "`{}` is never called with a foreign `{}`: say in `neighbours.rs` which id fits it",
                operation.id,
                field.name,
            );
            fields.extend(is_foreign.then(|| field.name.to_owned()));
            None
        });
        for field in fields.iter().filter(|_| !is_open(&neighbours, operation)) {
            for caller in CALLERS {
                knock(&neighbours, caller, operation, field).await;
                knocks += 1;
            }
        }
        assert_eq!(dump(&neighbours).await, before, "{}", operation.id);
    }
    assert!(knocks > 150, "only {knocks} knocks");
}

pub(in crate::behaviours) async fn a_neighbour_in_one_directory_is_unknown(bench: &Bench) {
    foreign_is_unknown(bench, false).await;
}

pub(in crate::behaviours) async fn a_neighbour_in_another_directory_is_unknown(bench: &Bench) {
    foreign_is_unknown(bench, true).await;
}
