//! The surfaces: each a way to make the calls of a story on a stage.

use std::path::{Path, PathBuf};

use anyhow::Result;
use async_trait::async_trait;
use tenantry_conformance::stories::{Asked, Door, InProcess, Outcome, Surface};
use tenantry_matrix::http::{Http, OPERATOR, PROXY};
use tenantry_matrix::player::Player;
use tenantry_matrix::stage::Stage;
use tenantry_matrix::{cli, program};

use crate::Programs;

/// A surface.
#[derive(Clone, Debug)]
pub(crate) struct Way {
    name: &'static str,
    at: At,
}

#[derive(Clone, Debug)]
enum At {
    /// In this process.
    Here(Door),
    /// Over HTTP, by the remote client.
    Server,
    /// A binding, by its player: a command, and whether it calls a server.
    Player(Vec<String>, bool),
    /// The command line on a store of its own.
    Program,
    /// The command line, calling a server.
    ProgramAtServer(PathBuf),
}

/// All there are.
pub(crate) fn ways(programs: &Programs) -> Vec<Way> {
    let text = |path: &Path| path.to_string_lossy().into_owned();
    let python = |mode: &str| {
        let player = concat!(
            env!("CARGO_MANIFEST_DIR"),
            "/../../bindings/python/tests/programs/player.py"
        );
        vec![text(&programs.python), player.to_owned(), mode.to_owned()]
    };
    let node = || vec!["node".to_owned(), text(&programs.node)];
    let way = |name, at| Way { name, at };
    vec![
        way("Rust", At::Here(Door::Typed)),
        Way::JSON,
        way("HTTP", At::Server),
        way("CLI", At::Program),
        way("CLI url", At::ProgramAtServer(programs.cli.clone())),
        way("Python", At::Player(python("sync"), false)),
        way("Python aio", At::Player(python("async"), false)),
        way("Python url", At::Player(python("sync"), true)),
        way("Python aio url", At::Player(python("async"), true)),
        way("Node", At::Player(node(), false)),
        way("Node url", At::Player(node(), true)),
    ]
}

impl Way {
    /// The JSON door: what the others are compared with.
    pub(crate) const JSON: Self = Self {
        name: "JSON",
        at: At::Here(Door::Json),
    };

    pub(crate) fn name(&self) -> &'static str {
        self.name
    }

    /// Makes it ready to play on a stage.
    pub(crate) async fn open(&self, stage: &Stage) -> Result<Box<dyn Surface>> {
        Ok(match &self.at {
            At::Here(door) => Box::new(InProcess {
                tenantry: stage.tenantry().await?,
                door: *door,
            }),
            At::Server => Box::new(Http::serve(stage).await?),
            At::Player(command, false) => Box::new(Player::native(command, stage).await?),
            At::Player(command, true) => {
                Box::new(Player::remote(command, stage, Http::serve(stage).await?).await?)
            }
            At::Program => Box::new(embedded(stage).await?),
            At::ProgramAtServer(program) => {
                Box::new(AtServer::new(program.clone(), Http::serve(stage).await?)?)
            }
        })
    }
}

/// The command line on a store that is there.
async fn embedded(stage: &Stage) -> Result<cli::Player<'static>> {
    drop(stage.tenantry().await?);
    let ports = stage.ports.clone();
    let ids = stage.folder().join("ids");
    let (place, schema) = match stage.address.split_once('#') {
        Some((url, schema)) => (url.to_owned(), Some(schema.to_owned())),
        None => (stage.address.clone(), None),
    };
    cli::Player::new(move || {
        let mut program = program::at(&ports, &ids, schema.as_deref());
        program.env("TENANTRY_DB", &place);
        program
    })
}

/// The command line, and the server that it calls.
struct AtServer {
    player: cli::Player<'static>,
    _server: Http,
}

impl AtServer {
    fn new(program: PathBuf, server: Http) -> Result<Self> {
        let address = server.address.clone();
        let player = cli::Player::new(move || {
            let mut program = program::bare(program.clone());
            program.env("TENANTRY_URL", &address);
            // What is tried again carries a key of its own, of which ids are made.
            program.env("TENANTRY_TRIES", "1");
            program.env("TENANTRY_OPERATOR_SECRET", OPERATOR);
            program.env("TENANTRY_PROXY_SECRET", PROXY);
            program
        })?;
        Ok(Self {
            player: player.over_a_server(),
            _server: server,
        })
    }
}

#[async_trait]
impl Surface for AtServer {
    async fn play(&self, asked: Asked) -> Outcome {
        self.player.play(asked).await
    }
}
