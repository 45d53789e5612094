//! A child as its parent sees it.

use std::io::{BufRead as _, BufReader, Write as _};
use std::process::{self, ChildStdin, ChildStdout, Command, ExitStatus, Stdio};

use super::{Role, address, role};
use crate::Bench;

/// A child. It is killed when it is dropped.
pub(crate) struct Child {
    process: process::Child,
    input: Option<ChildStdin>,
    output: BufReader<ChildStdout>,
}

impl Child {
    /// Starts a child on the bench's store.
    pub(crate) fn start(bench: &Bench, role: &Role) -> Self {
        let program = std::env::current_exe().expect("this program");
        let mut process = Command::new(program)
            .envs(role::environment(role, address(bench)))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("a child");
        Self {
            input: process.stdin.take(),
            output: BufReader::new(process.stdout.take().expect("its output")),
            process,
        }
    }

    /// The next line that the child says; `None` when it has ended.
    pub(crate) fn line(&mut self) -> Option<String> {
        let mut line = String::new();
        let bytes = self
            .output
            .read_line(&mut line)
            .expect("the child's output");
        // A line without its end was cut off by a kill: it was never said.
        (bytes > 0 && line.ends_with('\n')).then(|| line.trim_end().to_owned())
    }

    /// Everything that the child says from here to its end.
    pub(crate) fn lines(&mut self) -> Vec<String> {
        std::iter::from_fn(|| self.line()).collect()
    }

    /// Says a line to the child.
    pub(crate) fn say(&mut self, line: &str) {
        let input = self.input.as_mut().expect("its input");
        writeln!(input, "{line}")
            .and_then(|()| input.flush())
            .expect("the child listens");
    }

    /// Waits for the child's end.
    pub(crate) fn end(mut self) -> ExitStatus {
        drop(self.input.take());
        self.process.wait().expect("the child ends")
    }
}

impl Drop for Child {
    fn drop(&mut self) {
        // It has ended already, but for a behaviour that failed in between.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
