//! An example of each command: the first step of a story that succeeds with it, as a line.
//!
//! What a story has kept stands as a variable: `${acme.id}` is `$ACME_ID`. The tests of the
//! command line play the very same lines, with the values.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::Result;
use serde::Serialize;
use serde_json::Value;
use tenantry_conformance::stories::{Step, Story, Who, stories};
use tenantry_surface::Model;
use tenantry_surface::commands::{Call, Line, line};

/// An example.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Example {
    /// As a shell reads it.
    pub(super) line: String,
    /// The story that it is from.
    story: String,
    /// The step, counted from 1, what is given first included.
    step: usize,
    /// What stands behind `tenantry`.
    words: Vec<String>,
}

/// The examples by operation.
pub(super) fn of(model: &Model) -> Result<BTreeMap<String, Example>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/scenarios");
    let stories = stories(&folder)?;
    let mut found: BTreeMap<String, Example> = BTreeMap::new();
    for (name, story) in &stories {
        for (step, line) in lines(model, story) {
            let operation = &story.steps[step].call;
            let Some(operation) = operation.as_ref().filter(|id| !found.contains_key(*id)) else {
                continue;
            };
            let example = Example {
                line: line.shell(),
                story: name.clone(),
                step: step + 1,
                words: line.words,
            };
            found.insert(operation.clone(), example);
        }
    }
    Ok(found)
}

/// The steps of a story that a person would type, and succeed with.
fn lines<'a>(model: &'a Model, story: &'a Story) -> impl Iterator<Item = (usize, Line)> + 'a {
    let steps = story.steps.iter().enumerate();
    let typed = steps.filter(|(_, step)| step.error.is_none() && step.key.is_none());
    let lines = typed.filter_map(|(index, step)| Some((index, of_step(model, story, step)?)));
    lines.filter(|(_, line)| line.input.is_none())
}

fn of_step(model: &Model, story: &Story, step: &Step) -> Option<Line> {
    let operation = model.operation(step.call.as_deref()?)?;
    let input = shown(step.inputs.first().unwrap_or(&step.input))?;
    let org = match &step.on {
        Some(org) => Some(shown(org)?.as_str()?.to_owned()),
        None => None,
    };
    let system = match story.callers.get(&step.by)? {
        Who::System(reason) => Some(reason.as_str()),
        Who::Key(_) | Who::Vouched { .. } => None,
    };
    let call = Call {
        operation,
        org: org.as_deref(),
        system,
        key: None,
        take: step.items.as_ref().map(Vec::len),
        input: &input,
    };
    line(model, &call)
}

/// A value whose references are variables; `None` if it holds what is no answer's.
fn shown(value: &Value) -> Option<Value> {
    Some(match value {
        Value::String(text) => variables(text)?.into(),
        Value::Array(items) => items.iter().map(shown).collect::<Option<_>>()?,
        Value::Object(fields) => {
            let fields = fields.iter();
            let fields = fields.map(|(name, field)| Some((name.clone(), shown(field)?)));
            Value::Object(fields.collect::<Option<_>>()?)
        }
        scalar => scalar.clone(),
    })
}

fn variables(text: &str) -> Option<String> {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, from)) = rest.split_once("${") {
        let (reference, after) = from.split_once('}')?;
        let is_name = |letter: char| letter.is_ascii_alphanumeric() || "_.".contains(letter);
        if reference == "turn" || !reference.chars().all(is_name) {
            return None;
        }
        out.push_str(before);
        out.push('$');
        out.push_str(&reference.replace('.', "_").to_uppercase());
        rest = after;
    }
    out.push_str(rest);
    Some(out)
}
