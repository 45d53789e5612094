//! Every story on the command line: a program is started for every call, and what comes of it
//! is what comes of it inside one process.
//!
//! Over a server the program is the one that is shipped. On a store of its own it is this test,
//! started again: the same library, with the story's clock and ids.

use std::process::ExitCode;

use libtest_mimic::{Arguments, Trial};

#[cfg(test)]
mod examples;
#[cfg(test)]
mod player;
#[cfg(test)]
mod program;
#[cfg(test)]
mod stage;

use stage::Stage;

fn main() -> ExitCode {
    if let Some(code) = program::act() {
        return code;
    }
    let stories = stage::stories();
    let mut trials = vec![Trial::test("every operation has an example", || {
        Ok(examples::every_operation_has_one()?)
    })];
    for (name, story) in stories {
        for stage in Stage::ALL {
            let (name, story) = (name.clone(), story.clone());
            let title = format!("{name} goes the same way {}", stage.name());
            trials.push(Trial::test(title, move || {
                Ok(stage::goes_the_same_way(stage, &name, &story)?)
            }));
        }
    }
    libtest_mimic::run(&Arguments::from_args(), trials).exit_code()
}
