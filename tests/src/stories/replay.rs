//! Plays a story.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::matching::holds;
use super::ports::Ports;
use super::story::{Failure, Step, Story, Who};
use super::substitute::{Kept, substitute, text};
use super::surface::{Asked, Outcome, Surface, is_foretold};

/// What came of one call of a story.
#[derive(Clone, Debug, PartialEq)]
pub struct Told {
    /// Which step, counted from 1, what is given first included.
    pub step: usize,
    /// The operation, if one was called.
    pub operation: Option<String>,
    /// The answer, or the error as `{kind, code, message, fields}`. `None` where the
    /// surface has no way to make the call.
    pub outcome: Option<Result<Value, Value>>,
}

/// Plays a story through a surface, on a store that was opened on the clock of the ports.
///
/// # Errors
/// What differs from what the story expects: each step, with its operation.
pub async fn replay(
    story: &Story,
    surface: &dyn Surface,
    ports: &Ports,
) -> Result<Vec<Told>, String> {
    let mut replay = Replay {
        surface,
        ports,
        callers: &story.callers,
        kept: Kept::new(),
        told: Vec::new(),
    };
    let mut wrong = Vec::new();
    for (index, step) in story.steps.iter().enumerate() {
        if let Err(why) = Box::pin(replay.step(index + 1, step)).await {
            let call = step.call.as_deref().unwrap_or("nothing");
            wrong.push(format!("  step {} ({call}): {why}", index + 1));
        }
    }
    match wrong.is_empty() {
        true => Ok(replay.told),
        false => Err(format!("{}:\n{}", story.story, wrong.join("\n"))),
    }
}

struct Replay<'a> {
    surface: &'a dyn Surface,
    ports: &'a Ports,
    callers: &'a BTreeMap<String, Who>,
    kept: Kept,
    told: Vec<Told>,
}

impl Replay<'_> {
    async fn step(&mut self, number: usize, step: &Step) -> Result<(), String> {
        let one = [step.input.clone()];
        let inputs = match step.inputs.is_empty() {
            true => &one[..],
            false => &step.inputs,
        };
        for turn in 0..step.times.unwrap_or(1) {
            self.kept.insert("turn".to_owned(), turn.into());
            for input in inputs {
                self.ports.clock.pass(1 + step.after_secs);
                let input = substitute(input, &self.kept)?;
                let shown: String = input.to_string().chars().take(300).collect();
                let outcome = self.call(step, input.clone()).await?;
                let is_beyond = outcome == Outcome::Inexpressible && is_beyond_a_float(&input);
                let checked = match is_beyond {
                    true => Ok(()),
                    false => self.check(step, &outcome),
                };
                checked.map_err(|why| format!("with {shown}: {why}"))?;
                self.tell(number, step, outcome);
            }
        }
        Ok(())
    }

    async fn call(&self, step: &Step, input: Value) -> Result<Outcome, String> {
        let who = self
            .callers
            .get(&step.by)
            .ok_or_else(|| format!("nobody is called `{}`", step.by))?;
        let org = match &step.on {
            Some(org) => Some(substitute(org, &self.kept)?),
            None => None,
        };
        let asked = Asked {
            who: self.resolved(who)?,
            org,
            key: step.key.clone(),
            operation: step.call.clone(),
            input,
            items: step.items.as_ref().map(Vec::len),
        };
        let outcome = self.surface.play(asked).await;
        if let (Outcome::Error(error), Some(operation)) = (&outcome, &step.call) {
            is_foretold(operation, error)?;
        }
        Ok(outcome)
    }

    fn resolved(&self, who: &Who) -> Result<Who, String> {
        Ok(match who {
            Who::System(reason) => Who::System(reason.clone()),
            Who::Key(key) => Who::Key(text(key, &self.kept)?),
            Who::Vouched {
                directory,
                issuer,
                subject,
            } => Who::Vouched {
                directory: text(directory, &self.kept)?,
                issuer: text(issuer, &self.kept)?,
                subject: text(subject, &self.kept)?,
            },
        })
    }

    fn check(&self, step: &Step, outcome: &Outcome) -> Result<(), String> {
        match (outcome, &step.error) {
            (Outcome::Answer(answer), None) => {
                let items = step.items.clone().map(Value::Array);
                for expected in items.iter().chain(&step.expect) {
                    holds(answer, &substitute(expected, &self.kept)?)?;
                }
                Ok(())
            }
            (Outcome::Answer(answer), Some(error)) => {
                Err(format!("answered {answer}, expected `{}`", error.code))
            }
            (Outcome::Error(error), None) => Err(format!("failed with {error}")),
            (Outcome::Error(error), Some(expected)) => {
                let fields = Value::Object(expected.fields.clone());
                let expected = json!({
                    "kind": expected.kind,
                    "code": expected.code,
                    "fields": substitute(&fields, &self.kept)?,
                });
                let (found, expected) = (flattened(error.clone()), flattened(expected));
                holds(&found, &expected).map_err(|why| format!("{why}; {error}"))
            }
            (Outcome::Inexpressible, Some(expected)) if cannot_be_said(expected) => Ok(()),
            (Outcome::Inexpressible, _) => Err("the surface cannot say this".to_owned()),
        }
    }

    fn tell(&mut self, step: usize, of: &Step, outcome: Outcome) {
        let outcome = match outcome {
            Outcome::Answer(answer) => Some(Ok(answer)),
            Outcome::Error(error) => Some(Err(error)),
            Outcome::Inexpressible => None,
        };
        if let (Some(name), Some(Ok(answer) | Err(answer))) = (&of.save, &outcome) {
            self.kept.insert(name.clone(), answer.clone());
        }
        self.told.push(Told {
            step,
            operation: of.call.clone(),
            outcome,
        });
    }
}

/// The error without the name of a page's part: its limit and its cursor are parameters of
/// their own on some surfaces.
#[must_use]
pub fn flattened(mut error: Value) -> Value {
    if let Some(field) = error.pointer_mut("/fields/field") {
        let part = field.as_str().and_then(|name| name.strip_prefix("page."));
        if let Some(part) = part.map(str::to_owned) {
            *field = part.into();
        }
    }
    error
}

/// JavaScript has no number for what lies beyond 2⁵³.
fn is_beyond_a_float(input: &Value) -> bool {
    let integers = input
        .as_object()
        .into_iter()
        .flat_map(|fields| fields.values());
    integers
        .filter_map(Value::as_u64)
        .any(|value| value >= 1 << 53)
}

/// A typed surface has no words for a wrong type, an unknown field, an unknown operation.
fn cannot_be_said(expected: &Failure) -> bool {
    expected.kind == "invalid" || expected.fields.contains_key("operation")
}
