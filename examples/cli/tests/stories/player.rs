//! A call of a story as a command, and what comes of it as an outcome.

use std::io::Write;
use std::process::{Command, Output, Stdio};
use std::sync::Mutex;

use async_trait::async_trait;
use serde_json::{Value, json};
use tenantry_conformance::stories::{Asked, Outcome, Surface, Who};
use tenantry_surface::Model;
use tenantry_surface::commands::{Call, Line, line};
use tenantry_surface::texts::escape;

/// The exit codes, as they are promised.
const CODES: [(&str, i32); 11] = [
    ("not_found", 3),
    ("unauthenticated", 4),
    ("conflict", 5),
    ("limit_reached", 6),
    ("unavailable", 7),
    ("denied", 8),
    ("invalid", 9),
    ("throttled", 10),
    ("busy", 11),
    ("unknown", 12),
    ("corrupt", 13),
];

/// Starts a program for every call.
pub(crate) struct Player<'a> {
    model: Model,
    /// The program, told where the store is.
    program: Box<dyn Fn() -> Command + Send + Sync + 'a>,
    /// Whether it calls a server, whose errors say where to find them in its log.
    is_remote: bool,
    /// The lines that were played, one for each call.
    played: Mutex<Vec<Option<Line>>>,
}

impl<'a> Player<'a> {
    pub(crate) fn new(program: impl Fn() -> Command + Send + Sync + 'a) -> Self {
        Self {
            model: Model::own().unwrap(),
            program: Box::new(program),
            is_remote: false,
            played: Mutex::default(),
        }
    }

    /// The same, calling a server.
    pub(crate) fn over_a_server(self) -> Self {
        Self {
            is_remote: true,
            ..self
        }
    }

    pub(crate) fn played(self) -> Vec<Option<Line>> {
        self.played.into_inner().unwrap()
    }

    fn line(&self, asked: &Asked) -> Option<Line> {
        // Entering is part of any call; this one needs the least.
        let operation = asked.operation.as_deref().unwrap_or("orgs.get");
        let operation = self.model.operation(operation)?;
        let is_stream = operation.kind == tenantry_surface::model::Kind::Stream;
        if is_stream != asked.items.is_some() {
            return None;
        }
        let org = asked.org.as_ref();
        let call = Call {
            operation,
            org: org.map(|org| org.as_str().unwrap_or_default()),
            system: match &asked.who {
                Who::System(reason) => Some(reason),
                _ => None,
            },
            key: asked.key.as_deref(),
            take: asked.items,
            input: &asked.input,
        };
        line(&self.model, &call)
    }

    fn start(&self, asked: &Asked, line: &Line) -> Output {
        let mut program = (self.program)();
        program.args(&line.words);
        match &asked.who {
            Who::System(_) => {}
            Who::Key(key) => drop(program.env("TENANTRY_KEY", key)),
            Who::Vouched {
                directory,
                issuer,
                subject,
            } => {
                let parts = [directory, issuer, subject].map(|part| escape(part));
                program.env("TENANTRY_VOUCHED", parts.join("/"));
            }
        }
        program.stdin(Stdio::piped());
        program.stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut program = program.spawn().unwrap();
        let mut stdin = program.stdin.take().unwrap();
        // Whoever is refused before does not read it.
        let _ = stdin.write_all(line.input.as_deref().unwrap_or_default().as_bytes());
        drop(stdin);
        program.wait_with_output().unwrap()
    }
}

#[async_trait]
impl Surface for Player<'_> {
    async fn play(&self, asked: Asked) -> Outcome {
        let line = self.line(&asked);
        self.played.lock().unwrap().push(line.clone());
        let Some(line) = line else {
            return Outcome::Inexpressible;
        };
        let output = self.start(&asked, &line);
        let code = output.status.code();
        match code {
            Some(0) if asked.operation.is_none() => Outcome::Answer(Value::Null),
            Some(0) => Outcome::Answer(answer(&output, asked.items.is_some())),
            Some(2) => Outcome::Inexpressible,
            _ => {
                let error = error(&output);
                let kind = error["kind"].as_str().unwrap();
                assert!(CODES.contains(&(kind, code.unwrap())), "{code:?}: {error}");
                match self.is_remote && is_own(&error) {
                    true => Outcome::Inexpressible,
                    false => Outcome::Error(error),
                }
            }
        }
    }
}

fn answer(output: &Output, is_stream: bool) -> Value {
    let text = std::str::from_utf8(&output.stdout).unwrap();
    if is_stream {
        let lines = text
            .lines()
            .map(|line| serde_json::from_str::<Value>(line).unwrap());
        return lines.collect();
    }
    match text.is_empty() {
        true => Value::Null,
        false => serde_json::from_str(text).unwrap(),
    }
}

/// The error is the last thing that is told.
fn error(output: &Output) -> Value {
    let text = std::str::from_utf8(&output.stderr).unwrap();
    let last = text.lines().last().unwrap_or_default();
    let error = serde_json::from_str(last);
    error.unwrap_or_else(|_| panic!("no error, but {text:?} and {:?}", output.status))
}

/// What a client has no place for in a request never reaches the server.
fn is_own(error: &Value) -> bool {
    error.get("trace_id").is_none() && error["kind"] == json!("invalid")
}
