//! A binding, played by a program of its own: one line of JSON a call, one line an outcome.

use std::process::Stdio;

use anyhow::{Context, Result};
use async_trait::async_trait;
use serde_json::{Value, json};
use tenantry::Clock;
use tenantry_conformance::stories::{Asked, Outcome, Ports, Surface, Who};
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader, Lines};
use tokio::process::{Child, ChildStdin, ChildStdout, Command};
use tokio::sync::Mutex;

use crate::http::{Http, OPERATOR, PROXY};
use crate::stage::Stage;

/// A program that plays.
pub struct Player {
    pipe: Mutex<Pipe>,
    ports: Ports,
    /// The server that it calls, if it does.
    _server: Option<Http>,
}

struct Pipe {
    /// Ends when it is dropped.
    _process: Child,
    told: ChildStdin,
    tells: Lines<BufReader<ChildStdout>>,
    /// Until when its own clock has run.
    micros: i64,
}

impl Player {
    /// Plays on a store that it opens itself.
    ///
    /// # Errors
    /// If it cannot be started.
    pub async fn native(command: &[String], stage: &Stage) -> Result<Self> {
        Self::start(command, stage, &json!({ "open": stage.address }), None).await
    }

    /// Plays on a server.
    ///
    /// # Errors
    /// If it cannot be started.
    pub async fn remote(command: &[String], stage: &Stage, server: Http) -> Result<Self> {
        let connect = json!({ "connect": server.address, "operator": OPERATOR, "proxy": PROXY });
        Self::start(command, stage, &connect, Some(server)).await
    }

    async fn start(
        command: &[String],
        stage: &Stage,
        first: &Value,
        server: Option<Http>,
    ) -> Result<Self> {
        let (program, arguments) = command.split_first().context("a player has a program")?;
        let mut process = Command::new(program)
            .args(arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .kill_on_drop(true)
            .spawn()
            .with_context(|| format!("cannot start `{program}`"))?;
        let told = process.stdin.take().context("it has an input")?;
        let tells = process.stdout.take().context("it has an output")?;
        let mut pipe = Pipe {
            _process: process,
            told,
            tells: BufReader::new(tells).lines(),
            micros: stage.ports.clock.now().micros(),
        };
        pipe.ask(first).await?;
        Ok(Self {
            pipe: Mutex::new(pipe),
            ports: stage.ports.clone(),
            _server: server,
        })
    }
}

impl Pipe {
    async fn ask(&mut self, line: &Value) -> Result<Value> {
        self.told.write_all(format!("{line}\n").as_bytes()).await?;
        let told = self.tells.next_line().await?;
        let told = told.context("the player has ended")?;
        serde_json::from_str(&told).with_context(|| format!("the player told `{told}`"))
    }

    /// How many seconds its clock is behind.
    fn behind(&mut self, micros: i64) -> i64 {
        (micros - std::mem::replace(&mut self.micros, micros)) / 1_000_000
    }
}

#[async_trait]
impl Surface for Player {
    async fn play(&self, asked: Asked) -> Outcome {
        let mut pipe = self.pipe.lock().await;
        let pass = pipe.behind(self.ports.clock.now().micros());
        let line = json!({
            "pass": pass, "who": who(asked.who), "org": asked.org, "key": asked.key,
            "operation": asked.operation, "input": asked.input, "items": asked.items,
        });
        match pipe.ask(&line).await {
            Ok(Value::Null) => Outcome::Inexpressible,
            Ok(mut told) => match (told["Ok"].take(), told["Err"].take()) {
                (answer, Value::Null) => Outcome::Answer(answer),
                (_, error) => Outcome::Error(error),
            },
            Err(error) => {
                Outcome::Error(json!({ "kind": "player", "message": format!("{error:#}") }))
            }
        }
    }
}

fn who(who: Who) -> Value {
    match who {
        Who::System(reason) => json!({ "system": reason }),
        Who::Key(key) => json!({ "key": key }),
        Who::Vouched {
            directory,
            issuer,
            subject,
        } => json!({
            "vouched": { "directory": directory, "issuer": issuer, "subject": subject },
        }),
    }
}
