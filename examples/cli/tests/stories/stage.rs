//! Where a story is played: on a store of each kind, and over a server.

use std::path::Path;
use std::process::Command;
use std::sync::Arc;

use serde_json::Value;
use tenantry::storage::{Ports as StorePorts, Storage};
use tenantry::{Clock, Tenantry};
use tenantry_conformance::stories::{self, Door, InProcess, Ports, Story, Surface, replay};
use tenantry_postgres::Postgres;
use tenantry_private_postgres::{fresh_schema, shared_url};
use tenantry_server::{Config, app, serve};
use tenantry_sqlite::Sqlite;
use tokio::net::TcpListener;
use tokio::runtime::Runtime;

use crate::player::Player;
use crate::{examples, program};

pub(crate) use stories::Told;

const OPERATOR: &str = "operator-0123456789abcdef0123456789";
const PROXY: &str = "proxy-0123456789abcdef0123456789abcdef";

/// Where a story is played.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Stage {
    Sqlite,
    Postgres,
    Server,
}

impl Stage {
    pub(crate) const ALL: [Self; 3] = [Self::Sqlite, Self::Postgres, Self::Server];

    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Sqlite => "on sqlite",
            Self::Postgres => "on postgres",
            Self::Server => "over a server",
        }
    }
}

/// All stories.
pub(crate) fn stories() -> Vec<(String, Story)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/scenarios");
    stories::stories(&folder).unwrap()
}

/// Plays a story, and compares each call with the same inside one process.
pub(crate) fn goes_the_same_way(stage: Stage, name: &str, story: &Story) -> Result<(), String> {
    let runtime = Runtime::new().unwrap();
    runtime.block_on(async {
        let here = in_process(story).await?;
        let (there, lines) = played(stage, story).await?;
        let pairs = here.iter().zip(&there);
        let differ = pairs.filter(|(here, there)| {
            there.outcome.is_some() && told(stage, here) != told(stage, there)
        });
        let differ: Vec<_> = differ.map(|pair| format!("{pair:#?}")).collect();
        match differ.as_slice() {
            [] if here.len() == there.len() => examples::are_played(name, &there, &lines),
            _ => Err(differ.join("\n")),
        }
    })
}

type Lines = Vec<Option<tenantry_surface::commands::Line>>;

async fn in_process(story: &Story) -> Result<Vec<Told>, String> {
    let ports = Ports::default();
    let surface = InProcess {
        tenantry: opened(&ports),
        door: Door::Json,
    };
    replay(story, &surface, &ports).await
}

async fn played(stage: Stage, story: &Story) -> Result<(Vec<Told>, Lines), String> {
    let ports = Ports::default();
    let folder = tempfile::tempdir().unwrap();
    let ids = folder.path().join("ids");
    let schema = fresh_schema();
    let player = match stage {
        Stage::Sqlite => {
            let file = folder.path().join("story.db");
            drop(Sqlite::open_with(&file, store_ports(&ports).into()).unwrap());
            let (ports, ids, schema) = (&ports, &ids, &schema);
            Player::new(move || bare(program::at(ports, ids, schema), "TENANTRY_DB", &file))
        }
        Stage::Postgres => {
            let url = shared_url();
            drop(postgres(&url, &schema, &ports).await);
            let (ports, ids, schema) = (&ports, &ids, &schema);
            Player::new(move || {
                let program = program::at(ports, ids, schema);
                bare(program, "TENANTRY_DB", Path::new(&url))
            })
        }
        Stage::Server => {
            let url = served(opened(&ports)).await;
            Player::new(move || over(&url)).over_a_server()
        }
    };
    let told = replay(story, &player as &dyn Surface, &ports).await?;
    Ok((told, player.played()))
}

/// The program that is shipped, told of a server. What is tried again carries a key of its own,
/// of which ids are made: that is not the story's.
fn over(url: &str) -> Command {
    let program = Command::new(env!("CARGO_BIN_EXE_tenantry"));
    let mut program = bare(program, "TENANTRY_URL", Path::new(url));
    program.env("TENANTRY_TRIES", "1");
    program.env("TENANTRY_OPERATOR_SECRET", OPERATOR);
    program.env("TENANTRY_PROXY_SECRET", PROXY);
    program
}

/// A program that the environment of this test tells nothing.
fn bare(mut program: Command, place: &str, value: &Path) -> Command {
    for name in ["KEY", "ORG", "SYSTEM", "VOUCHED", "DB", "URL"] {
        program.env_remove(format!("TENANTRY_{name}"));
    }
    program.env(place, value);
    program
}

fn store_ports(ports: &Ports) -> StorePorts {
    let clock: Arc<dyn Clock> = ports.clock.clone();
    StorePorts {
        clock: Some(clock),
        ..StorePorts::default()
    }
}

async fn postgres(url: &str, schema: &str, ports: &Ports) -> Postgres {
    let mut options = tenantry_postgres::Options::default();
    options.schema = schema.to_owned();
    options.ports = store_ports(ports);
    Postgres::connect_with(url, options).await.unwrap()
}

fn opened(ports: &Ports) -> Tenantry {
    let store: Arc<dyn Storage> = Arc::new(Sqlite::memory_with(store_ports(ports)).unwrap());
    Tenantry::shared(store, ports.ids.clone())
}

/// Serves on loopback, until the runtime ends.
async fn served(tenantry: Tenantry) -> String {
    let mut config = Config::default();
    config.proofs.operator_secret = Some(OPERATOR.into());
    config.proofs.proxy_secret = Some(PROXY.into());
    let router = app(tenantry, &config).unwrap();
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(async move {
        serve::serve(listener, router, &config.limits, std::future::pending()).await
    });
    url
}

/// What a caller acts on: an answer whole; of an error all but where to find it in a log. Over a
/// server the words may differ: a null is nothing in a query.
fn told(stage: Stage, told: &Told) -> Option<Result<Value, Value>> {
    let mut outcome = told.outcome.clone();
    if let Some(Err(Value::Object(error))) = &mut outcome {
        error.remove("trace_id");
        if stage == Stage::Server {
            error.remove("message");
        }
    }
    outcome
}
