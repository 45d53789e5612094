//! A folder with a store in it, and the program to work on it.

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};

use serde_json::Value;
use tempfile::TempDir;

pub(crate) const OPERATOR: &str = "operator-0123456789abcdef0123456789";

/// The program, which the environment of the test tells nothing.
pub(crate) fn bare() -> Command {
    let mut program = Command::new(env!("CARGO_BIN_EXE_tenantry"));
    for name in ["KEY", "ORG", "SYSTEM", "VOUCHED", "DB", "URL", "STORE"] {
        program.env_remove(format!("TENANTRY_{name}"));
    }
    program.stdin(Stdio::null());
    program
}

/// What was written to the standard output.
pub(crate) fn out(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

/// What was written to the standard error.
pub(crate) fn err(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

/// A folder with a store in it that `init` made.
pub(crate) struct World {
    folder: TempDir,
    /// What `init` answered.
    pub(crate) founded: Value,
}

impl World {
    pub(crate) fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let mut init = bare();
        init.current_dir(&folder).args(["init", "--db", "app.db"]);
        init.args(["--org", "Acme", "--slug", "acme", "--owner", "ada"]);
        let output = init.args(["--email", "ada@example.com"]).output().unwrap();
        assert!(output.status.success(), "{}", err(&output));
        let founded = serde_json::from_slice(&output.stdout).unwrap();
        Self { folder, founded }
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub(crate) fn folder(&self) -> &Path {
        self.folder.path()
    }

    pub(crate) fn said(&self, name: &str) -> &str {
        self.founded[name].as_str().unwrap()
    }

    /// The program in the folder, told the store, the organisation and the owner's key.
    pub(crate) fn program(&self) -> Command {
        self.told(bare())
    }

    /// A program in the folder, told the same.
    pub(crate) fn told(&self, mut program: Command) -> Command {
        program.current_dir(&self.folder);
        program.env("TENANTRY_DB", "app.db");
        program.env("TENANTRY_ORG", self.said("org"));
        program.env("TENANTRY_KEY", self.said("secret"));
        program
    }

    /// Runs the program with words that hold no spaces.
    pub(crate) fn run(&self, words: &str) -> Output {
        self.program().args(words.split(' ')).output().unwrap()
    }

    /// The same, which succeeds; what it writes.
    pub(crate) fn answer(&self, words: &str) -> String {
        let output = self.run(words);
        assert!(output.status.success(), "{words}: {}", err(&output));
        out(&output)
    }

    /// The same, as JSON.
    pub(crate) fn json(&self, words: &str) -> Value {
        serde_json::from_str(&self.answer(words)).unwrap()
    }

    /// Serves the store on loopback.
    pub(crate) fn serve(&self) -> Served {
        let mut serve = self.program();
        serve.env("TENANTRY_OPERATOR_SECRET", OPERATOR);
        serve.args(["serve", "--listen", "127.0.0.1:0"]);
        Served::start(serve)
    }
}

/// A server, until it is dropped.
pub(crate) struct Served {
    program: Child,
    pub(crate) url: String,
}

impl Served {
    /// Starts a server and waits until it says where it listens.
    pub(crate) fn start(mut serve: Command) -> Self {
        let mut program = serve.stderr(Stdio::piped()).spawn().unwrap();
        let mut lines = BufReader::new(program.stderr.take().unwrap()).lines();
        let url = lines.find_map(|line| {
            let line = line.unwrap();
            Some(line.split_once("listening at ")?.1.to_owned())
        });
        // What it tells later is read too, so that it never waits for a reader.
        std::thread::spawn(move || lines.for_each(drop));
        Self {
            program,
            url: url.expect("it listens"),
        }
    }

    /// Asks it to end; its exit code.
    pub(crate) fn stop(mut self) -> Option<i32> {
        signal(&self.program, rustix::process::Signal::TERM);
        self.program.wait().unwrap().code()
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        // One that was stopped is gone already.
        let _ = self.program.kill();
        let _ = self.program.wait();
    }
}

/// Sends a signal to a program that was started here.
pub(crate) fn signal(program: &Child, signal: rustix::process::Signal) {
    let id = i32::try_from(program.id()).unwrap();
    let id = rustix::process::Pid::from_raw(id).unwrap();
    rustix::process::kill_process(id, signal).unwrap();
}
