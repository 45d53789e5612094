//! The lines that the demo prints, run as a newcomer runs them.

use std::io::{BufRead, BufReader, Read};
use std::process::{Child, ChildStdout, Command, Stdio};

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
    fn start() -> Self {
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
        let mut process = demo.stdout(Stdio::piped()).spawn().unwrap();
        let mut output = BufReader::new(process.stdout.take().unwrap());
        let mut lines = Vec::new();
        while lines.last().is_none_or(|line| line != LAST) {
            let mut line = String::new();
            assert_ne!(output.read_line(&mut line).unwrap(), 0, "{lines:?}");
            lines.push(line.trim().to_owned());
        }
        Self {
            process,
            output,
            lines,
        }
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

    /// As Ctrl-C does.
    fn interrupt(mut self) -> (bool, String) {
        let id = rustix::process::Pid::from_child(&self.process);
        rustix::process::kill_process(id, rustix::process::Signal::INT).unwrap();
        let mut rest = String::new();
        self.output.read_to_string(&mut rest).unwrap();
        (self.process.wait().unwrap().success(), rest)
    }
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
    let [mut list, mut follow, mut create] =
        <[Command; 3]>::try_from(demo.curl()).expect("three lines");
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

    let (is_clean, rest) = demo.interrupt();
    assert!(is_clean, "{rest}");
    assert!(rest.contains("stopped"), "{rest}");
    feed.wait().unwrap();
}
