//! Commits to one file by several processes, against one process with as many callers.

use std::env;
use std::io::{BufRead, BufReader, Lines, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::time::Duration;

use anyhow::{Context, Result, ensure};

use super::world;
use super::writer::{Report, Task};
use crate::bench::Bench;
use crate::callers::{CALLERS, Done};
use crate::stage::Stage;
use crate::table::Row;
use crate::world::{Person, World};

const PROCESSES: usize = 4;
const NAME: &str = "commit.sqlite.processes";

/// Four processes with 16 callers each, and the longest that one of these waited.
pub(crate) fn measure(bench: &Bench) -> Result<Vec<Row>> {
    let files = [bench.file("four.db"), bench.file("alone.db")];
    let [four, alone] = files.map(|file| {
        let world = bench.runtime.block_on(world(&file, CALLERS));
        world.map(|world| (file, world))
    });
    let ((four, four_world), (alone, alone_world)) = (four?, alone?);
    let mut worst = Duration::ZERO;
    let rates = bench.interleave(
        || {
            let done = round(bench, &four_world, &four, PROCESSES)?;
            worst = worst.max(done.worst);
            Ok(done.per_second())
        },
        || Ok(round(bench, &alone_world, &alone, 1)?.per_second()),
    )?;
    let worst_millis = worst.as_secs_f64() * 1e3;
    Ok(vec![
        Row::ratio(NAME, "one process, 64 callers", "commits/s", rates, 0.5),
        Row::at_most(NAME, "ms, worst wait", worst_millis, 1_000.0),
    ])
}

/// Lets processes share 64 callers of a new organisation.
fn round(bench: &Bench, world: &World, file: &Path, processes: usize) -> Result<Done> {
    let stage = bench
        .runtime
        .block_on(Stage::shared(world, &world.people))?;
    let session = stage.sessions.first().context("nobody has entered")?;
    let span_millis = bench.span().as_millis() as u64;
    let shares = world.people.chunks(CALLERS / processes).map(|people| Task {
        org: session.org,
        keys: secrets(people),
        span_millis,
    });
    let mut writers = shares
        .map(|task| Writer::start(file, &task))
        .collect::<Result<Vec<_>>>()?;
    for writer in &mut writers {
        ensure!(writer.line()? == "ready", "a writer is not ready");
    }
    for writer in &mut writers {
        writeln!(writer.input, "go")?;
    }
    let done = writers
        .into_iter()
        .try_fold(Done::default(), |all, writer| {
            Ok::<_, anyhow::Error>(all.and(writer.end()?))
        })?;
    bench.runtime.block_on(stage.checked(done))?;
    Ok(done)
}

fn secrets(people: &[Person]) -> Vec<String> {
    people.iter().map(|person| person.secret.clone()).collect()
}

/// A process that writes.
struct Writer {
    child: Child,
    input: ChildStdin,
    output: Lines<BufReader<ChildStdout>>,
}

impl Writer {
    fn start(file: &Path, task: &Task) -> Result<Self> {
        let mut child = Command::new(env::current_exe()?)
            .arg("--writer")
            .arg(file)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()?;
        let mut input = child.stdin.take().context("a writer without an input")?;
        let output = child.stdout.take().context("a writer without an output")?;
        writeln!(input, "{}", serde_json::to_string(task)?)?;
        Ok(Self {
            child,
            input,
            output: BufReader::new(output).lines(),
        })
    }

    fn line(&mut self) -> Result<String> {
        Ok(self.output.next().context("a writer has ended")??)
    }

    /// Waits for its end and takes its report.
    fn end(mut self) -> Result<Done> {
        let report: Report = serde_json::from_str(&self.line()?)?;
        let status = self.child.wait()?;
        ensure!(status.success(), "a writer failed ({status})");
        Ok(report.into())
    }
}
