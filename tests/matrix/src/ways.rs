//! The surfaces: each a way to make the calls of a story on a stage.

use anyhow::Result;
use tenantry_conformance::stories::{Door, InProcess, Surface};

use crate::Programs;
use crate::http::Http;
use crate::player::Player;
use crate::stage::Stage;

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
}

/// All there are.
pub(crate) fn ways(programs: &Programs) -> Vec<Way> {
    let text = |path: &std::path::Path| path.to_string_lossy().into_owned();
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
        })
    }
}
