//! Children: the test binary started again as another process, to write beside its parent
//! or to be killed.
//!
//! Parent and child talk in lines, over the child's standard input and output.

mod crash;
mod process;
mod role;
mod script;
mod write;

use std::io::{BufRead as _, Write as _};
use std::process::ExitCode;

use tokio::runtime::Builder;

use crate::{Bench, Kit};

pub(crate) use process::Child;
pub(crate) use role::Role;
pub(crate) use script::{Attempt, check_attempt, check_count, script};

/// Acts as a child, if this process was started as one.
pub(crate) fn act(kit: &Kit) -> Option<ExitCode> {
    let (role, address) = role::given()?;
    let runtime = Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build();
    let runtime = runtime.expect("a runtime");
    runtime.block_on(play(kit, role, address));
    Some(ExitCode::SUCCESS)
}

async fn play(kit: &Kit, role: Role, address: String) {
    match role {
        Role::Open => {
            wait_for_go();
            let _store = (kit.open)(address, Default::default())
                .await
                .expect("it opens");
            say("opened");
        }
        Role::Write { .. } => write::play(kit, role, address).await,
        Role::Crash { story, round, at } => crash::play(kit, story, round, at, address).await,
        Role::BackUp { to, at } => crash::back_up(kit, &to, at, address).await,
        Role::Hold { story } => write::hold(kit, story, address).await,
    }
}

/// Says that this child is ready, and waits until the parent lets all of them go.
fn wait_for_go() {
    say("ready");
    hear();
}

/// Waits for a line of the parent, or its end.
fn hear() {
    let mut line = String::new();
    std::io::stdin()
        .lock()
        .read_line(&mut line)
        .expect("the parent");
}

/// Says a line at once: what a killed child has said was said.
fn say(line: &str) {
    let mut out = std::io::stdout().lock();
    writeln!(out, "{line}")
        .and_then(|()| out.flush())
        .expect("the parent");
}

/// Where a child finds the store.
fn address(bench: &Bench) -> &str {
    bench.address()
}
