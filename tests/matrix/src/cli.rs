//! On the command line: a call of a story as a command, and what comes of it as an outcome.

use std::process::{Command, Output, Stdio};
use std::sync::{Mutex, PoisonError};

use anyhow::{Context, Result, ensure};
use async_trait::async_trait;
use serde_json::{Value, json};
use tenantry_conformance::stories::{Asked, Outcome, Surface, Who};
use tenantry_surface::Model;
use tenantry_surface::commands::{Call, Line, line};
use tenantry_surface::texts::escape;
use tokio::io::AsyncWriteExt;
use tokio::process;

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
pub struct Player<'a> {
    model: Model,
    /// The program, told where the store is.
    program: Box<dyn Fn() -> Command + Send + Sync + 'a>,
    /// Whether it calls a server, whose errors say where to find them in its log.
    is_remote: bool,
    /// The lines that were played, one for each call.
    played: Mutex<Vec<Option<Line>>>,
}

impl<'a> Player<'a> {
    /// Starts what the function makes, a program that is told where the store is.
    ///
    /// # Errors
    /// If the registry cannot be read.
    pub fn new(program: impl Fn() -> Command + Send + Sync + 'a) -> Result<Self> {
        Ok(Self {
            model: Model::own()?,
            program: Box::new(program),
            is_remote: false,
            played: Mutex::default(),
        })
    }

    /// The same, calling a server.
    #[must_use]
    pub fn over_a_server(self) -> Self {
        Self {
            is_remote: true,
            ..self
        }
    }

    /// The lines that were played, one for each call; none for what no line says.
    #[must_use]
    pub fn played(self) -> Vec<Option<Line>> {
        let played = self.played.into_inner();
        played.unwrap_or_else(PoisonError::into_inner)
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

    /// Waits without holding a thread: a server that is called may need it.
    async fn start(&self, asked: &Asked, line: &Line) -> Result<Output> {
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
        let program = process::Command::from(program).spawn();
        let mut program = program.context("the program cannot be started")?;
        if let Some(mut stdin) = program.stdin.take() {
            // Whoever is refused before does not read it.
            let input = line.input.as_deref().unwrap_or_default();
            let _ = stdin.write_all(input.as_bytes()).await;
        }
        Ok(program.wait_with_output().await?)
    }

    fn outcome(&self, asked: &Asked, output: &Output) -> Result<Outcome> {
        let code = output.status.code();
        Ok(match code {
            Some(0) if asked.operation.is_none() => Outcome::Answer(Value::Null),
            Some(0) => Outcome::Answer(answer(output, asked.items.is_some())?),
            Some(2) => Outcome::Inexpressible,
            _ => {
                let error = error(output)?;
                let kind = error["kind"].as_str().unwrap_or_default();
                let promised = CODES.iter().find(|(known, _)| *known == kind);
                ensure!(promised.map(|(_, code)| *code) == code, "{code:?}: {error}");
                match self.is_remote && is_own(&error) {
                    true => Outcome::Inexpressible,
                    false => Outcome::Error(error),
                }
            }
        })
    }
}

#[async_trait]
impl Surface for Player<'_> {
    async fn play(&self, asked: Asked) -> Outcome {
        let line = self.line(&asked);
        let played = self.played.lock();
        played
            .unwrap_or_else(PoisonError::into_inner)
            .push(line.clone());
        let Some(line) = line else {
            return Outcome::Inexpressible;
        };
        let output = self.start(&asked, &line).await;
        let outcome = output.and_then(|output| self.outcome(&asked, &output));
        outcome.unwrap_or_else(|why| {
            Outcome::Error(json!({ "kind": "player", "message": format!("{why:#}") }))
        })
    }
}

fn answer(output: &Output, is_stream: bool) -> Result<Value> {
    let text = std::str::from_utf8(&output.stdout)?;
    if is_stream {
        let items: Result<Vec<Value>, _> = text.lines().map(serde_json::from_str).collect();
        return Ok(Value::Array(items?));
    }
    match text.is_empty() {
        true => Ok(Value::Null),
        false => Ok(serde_json::from_str(text)?),
    }
}

/// The error is the last thing that is told.
fn error(output: &Output) -> Result<Value> {
    let text = std::str::from_utf8(&output.stderr)?;
    let last = text.lines().last().unwrap_or_default();
    serde_json::from_str(last)
        .with_context(|| format!("no error, but {text:?} and {:?}", output.status))
}

/// What a client has no place for in a request never reaches the server.
fn is_own(error: &Value) -> bool {
    error.get("trace_id").is_none() && error["kind"] == json!("invalid")
}
