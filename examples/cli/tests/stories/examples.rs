//! The examples of the help: each is a line that a story plays.

use std::collections::BTreeMap;

use serde::Deserialize;
use tenantry_surface::Model;
use tenantry_surface::commands::Line;

use crate::stage::Told;

/// An example, as `cargo xtask bindgen` found it.
#[derive(Deserialize)]
struct Example {
    story: String,
    step: usize,
    words: Vec<String>,
}

fn examples() -> BTreeMap<String, Example> {
    serde_json::from_str(include_str!("../../src/derived/examples.json")).unwrap()
}

/// Every operation has an example.
pub(crate) fn every_operation_has_one() -> Result<(), String> {
    let examples = examples();
    let model = Model::own().unwrap();
    let without = model
        .operations
        .iter()
        .find(|known| !examples.contains_key(&known.id));
    match without {
        None => Ok(()),
        Some(operation) => Err(format!("no story shows `{}`", operation.id)),
    }
}

/// The examples that were found in a story were played by it, and answered.
pub(crate) fn are_played(story: &str, told: &[Told], lines: &[Option<Line>]) -> Result<(), String> {
    for (operation, example) in examples() {
        if example.story != story {
            continue;
        }
        let mut calls = told.iter().zip(lines);
        let is_played = calls.any(|(told, line)| {
            let words = line.as_ref().map(|line| line.words.as_slice());
            told.step == example.step
                && matches!(told.outcome, Some(Ok(_)))
                && words.is_some_and(|words| is_one(&example.words, words))
        });
        if !is_played {
            return Err(format!("the example of `{operation}` is not played"));
        }
    }
    Ok(())
}

/// Whether words are those of an example, whose variables stand for one value each.
fn is_one(example: &[String], words: &[String]) -> bool {
    let mut values: BTreeMap<&str, &str> = BTreeMap::new();
    example.len() == words.len()
        && example
            .iter()
            .zip(words)
            .all(|(shown, word)| match shown.split_once('$') {
                None => shown == word,
                Some((before, name)) => word
                    .strip_prefix(before)
                    .is_some_and(|value| *values.entry(name).or_insert(value) == value),
            })
}
