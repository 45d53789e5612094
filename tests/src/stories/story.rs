//! A story as it stands in its file.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use serde::Deserialize;
use serde_json::{Map, Value};
use tenantry::{Error, Result};

/// A story: steps, and what comes of them.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Story {
    /// What it is about, as a sentence.
    pub story: String,
    /// The stories that are told before it, by the names of their files in `given/`.
    #[serde(default)]
    pub given: Vec<String>,
    /// Who appears in it.
    #[serde(default)]
    pub callers: BTreeMap<String, Who>,
    /// What happens.
    pub steps: Vec<Step>,
}

/// How somebody proves who they are. All texts may hold `${…}`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "snake_case")]
pub enum Who {
    /// The product itself, with a reason.
    System(String),
    /// Whoever holds an API key.
    Key(String),
    /// A subject that the product vouches for.
    Vouched {
        /// The person's directory.
        directory: String,
        /// Who says so.
        issuer: String,
        /// The issuer's name for the person.
        subject: String,
    },
}

/// One call and what comes of it.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Step {
    /// What the step shows, where that is not plain.
    pub about: Option<String>,
    /// Seconds that pass before it, beside the one that always does.
    pub after_secs: i64,
    /// Who calls, by name.
    #[serde(rename = "as")]
    pub by: String,
    /// The organisation that is entered, if the call is made inside one.
    pub on: Option<Value>,
    /// The idempotency key.
    pub key: Option<String>,
    /// The operation. Without one, the caller is proven and the organisation entered.
    pub call: Option<String>,
    /// Its input.
    pub input: Value,
    /// Several inputs, each called with, all with the same expectation.
    pub inputs: Vec<Value>,
    /// How often the step is taken; `${turn}` counts.
    pub times: Option<u32>,
    /// The name under which the answer is kept.
    pub save: Option<String>,
    /// What the answer must hold.
    pub expect: Option<Value>,
    /// What a stream must deliver, item by item; then it is closed.
    pub items: Option<Vec<Value>>,
    /// How the call must fail.
    pub error: Option<Failure>,
}

/// A typed error, as a story expects it.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Failure {
    /// Its kind.
    pub kind: String,
    /// Its code.
    pub code: String,
    /// Fields that it must have, among others.
    #[serde(default)]
    pub fields: Map<String, Value>,
}

/// All stories of a folder, by the names of their files, in order.
///
/// # Errors
/// `Corrupt`, with the file's name, for one that is not a story.
pub fn stories(folder: &Path) -> Result<Vec<(String, Story)>> {
    let mut files: Vec<PathBuf> = fs::read_dir(folder)
        .and_then(|entries| entries.map(|entry| Ok(entry?.path())).collect())
        .map_err(|error| unreadable(folder, &error))?;
    files.retain(|file| file.extension().is_some_and(|ending| ending == "json"));
    files.sort();
    files.iter().map(|file| named(folder, file)).collect()
}

fn named(folder: &Path, file: &Path) -> Result<(String, Story)> {
    let name = file.file_stem().unwrap_or_default().to_string_lossy();
    Ok((name.into_owned(), whole(folder, read(file)?)?))
}

/// The story with what is told before it.
fn whole(folder: &Path, mut story: Story) -> Result<Story> {
    let mut steps = Vec::new();
    for name in &story.given {
        let before = folder.join("given").join(name).with_extension("json");
        let before = whole(folder, read(&before)?)?;
        steps.extend(before.steps);
        for (name, who) in before.callers {
            story.callers.entry(name).or_insert(who);
        }
    }
    steps.append(&mut story.steps);
    story.steps = steps;
    Ok(story)
}

fn read(file: &Path) -> Result<Story> {
    let text = fs::read_to_string(file).map_err(|error| unreadable(file, &error))?;
    serde_json::from_str(&text).map_err(|error| unreadable(file, &error))
}

fn unreadable(file: &Path, error: &dyn std::fmt::Display) -> Error {
    Error::corrupt(format!("`{}` is not a story: {error}", file.display()))
}
