//! The lines that the demo prints, run as a newcomer runs them; and that it leaves nothing behind.

use std::io::{BufRead, BufReader, Read};
use std::path::Path;
use std::process::{Child, ChildStdout, Command, Stdio};

use rustix::process::{Pid, Signal, kill_process};
use tempfile::TempDir;

/// Where the bindings are, which `cargo xtask test --only demo` installs.
const BINDINGS: [(&str, &str); 2] = [
    ("--python", "TENANTRY_DEMO_PYTHON"),
    ("--node", "TENANTRY_DEMO_NODE"),
];

/// What the demo says last before it serves.
const LAST: &str = "Ctrl-C stops it.";

struct Demo {
    process: Child,
    output: BufReader<ChildStdout>,
    lines: Vec<String>,
    /// Where it keeps what it must not leave behind.
    place: TempDir,
}

impl Drop for Demo {
    fn drop(&mut self) {
        // It has ended already, unless the test failed.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

#[cfg(test)]
impl Demo {
    /// One that has only just begun.
    fn begin() -> Self {
        let place = tempfile::tempdir().unwrap();
        let mut demo = Command::new(env!("CARGO_BIN_EXE_tenantry-demo"));
        for (option, variable) in BINDINGS {
            let place = std::env::var_os(variable);
            demo.args(
                place
                    .map(|place| [option.into(), place])
                    .into_iter()
                    .flatten(),
            );
        }
        demo.env("TMPDIR", place.path());
        let mut process = demo.stdout(Stdio::piped()).spawn().unwrap();
        Self {
            output: BufReader::new(process.stdout.take().unwrap()),
            process,
            lines: Vec::new(),
            place,
        }
    }

    /// One that serves.
    fn start() -> Self {
        let mut demo = Self::begin();
        while demo.lines.last().is_none_or(|line| line != LAST) {
            let mut line = String::new();
            let bytes = demo.output.read_line(&mut line).unwrap();
            assert_ne!(bytes, 0, "{:?}", demo.lines);
            demo.lines.push(line.trim().to_owned());
        }
        demo
    }

    fn curl(&self) -> Vec<Command> {
        let lines = self.lines.iter().filter(|line| line.starts_with("curl "));
        lines
            .map(|line| shell(&format!("exec {line} --fail-with-body")))
            .collect()
    }

    /// The lines of the bindings: each names its own.
    fn bindings(&self) -> Vec<Command> {
        let names_one = |line: &&String| line.contains("import ");
        self.lines
            .iter()
            .filter(names_one)
            .map(|line| shell(line))
            .collect()
    }

    /// Tells it to stop, and looks at what it leaves behind.
    fn stop(mut self, signal: Signal) {
        kill_process(Pid::from_child(&self.process), signal).unwrap();
        let mut rest = String::new();
        self.output.read_to_string(&mut rest).unwrap();
        let ended = self.process.wait().unwrap();
        assert!(ended.success(), "{ended}: {rest}");
        assert!(rest.contains("stopped"), "{rest}");
        assert!(is_empty(self.place.path()), "its folder is left");
    }
}

#[cfg(test)]
fn is_empty(folder: &Path) -> bool {
    folder.read_dir().unwrap().next().is_none()
}

fn shell(line: &str) -> Command {
    let mut shell = Command::new("sh");
    shell.args(["-c", line]);
    shell
}

#[cfg(test)]
fn told(command: &mut Command) -> String {
    let output = command.output().unwrap();
    assert!(output.status.success(), "{command:?}: {output:?}");
    String::from_utf8_lossy(&output.stdout).into_owned()
}

#[test]
fn the_printed_lines_work_and_ctrl_c_ends_the_demo_cleanly() {
    let demo = Demo::start();
    let [
        mut list,
        mut follow,
        mut create,
        mut count,
        mut finish,
        mut recount,
        mut why,
    ] = <[Command; 7]>::try_from(demo.curl()).expect("seven lines");
    assert!(told(&mut list).contains("Evaluation"));
    let installed = BINDINGS
        .iter()
        .filter(|(_, place)| std::env::var_os(place).is_some());
    let mut bindings = demo.bindings();
    assert_eq!(bindings.len(), installed.count());
    for line in &mut bindings {
        assert!(told(line).contains("Evaluation"), "{line:?}");
    }

    let mut feed = follow.stdout(Stdio::piped()).spawn().unwrap();
    let mut heard = BufReader::new(feed.stdout.take().unwrap()).lines();
    let mut hear = |what: &str| heard.any(|line| line.unwrap().contains(what));
    assert!(hear("nightly-evaluations"), "what was is replayed");
    assert!(told(&mut create).contains("Sales"));
    assert!(hear("Sales"), "and what happens is told");

    let completed = |answer: &str| {
        let counts: serde_json::Value = serde_json::from_str(answer).unwrap();
        counts["completed"].as_u64().unwrap()
    };
    let before = completed(&told(&mut count));
    assert!(told(&mut finish).contains("done"));
    assert_eq!(completed(&told(&mut recount)), before + 1);
    let why: serde_json::Value = serde_json::from_str(&told(&mut why)).unwrap();
    assert_eq!(
        (&why["allowed"], &why["rule"]),
        (&false.into(), &"not_shared".into())
    );

    demo.stop(Signal::INT);
    feed.wait().unwrap();
}

#[test]
fn a_signal_ends_the_demo_cleanly_as_soon_as_it_serves() {
    for signal in [Signal::INT, Signal::TERM] {
        Demo::start().stop(signal);
    }
}

#[test]
fn a_signal_ends_the_demo_cleanly_while_it_founds_the_organisation() {
    for signal in [Signal::INT, Signal::TERM] {
        let mut demo = Demo::begin();
        while is_empty(demo.place.path()) {
            assert_eq!(demo.process.try_wait().unwrap(), None, "it has ended");
            std::thread::yield_now();
        }
        demo.stop(signal);
    }
}
