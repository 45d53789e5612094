//! Every story on the command line: a program is started for every call, and what comes of it
//! is what comes of it inside one process. The examples of the help are played on the way.
//!
//! The program is this test, started again: the same library, with the story's clock and ids.
//! The matrix plays the stories on every store, and the program that is shipped over a server.

use std::process::ExitCode;

use libtest_mimic::{Arguments, Trial};
use tenantry_matrix::program;

#[cfg(test)]
mod examples;
#[cfg(test)]
mod postgres;
#[cfg(test)]
mod stage;

fn main() -> ExitCode {
    match program::act() {
        Ok(Some(code)) => return code,
        Ok(None) => {}
        Err(why) => {
            eprintln!("{why:#}");
            return ExitCode::FAILURE;
        }
    }
    let mut trials = vec![
        Trial::test("every operation has an example", || {
            Ok(examples::every_operation_has_one()?)
        }),
        Trial::test("a Postgres store is founded, looked at and moved", || {
            postgres::a_store_is_founded_looked_at_and_moved();
            Ok(())
        }),
    ];
    for (name, story) in stage::stories() {
        let title = format!("{name} goes the same way");
        trials.push(Trial::test(title, move || {
            Ok(stage::goes_the_same_way(&name, &story)?)
        }));
    }
    libtest_mimic::run(&Arguments::from_args(), trials).exit_code()
}
