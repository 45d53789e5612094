//! Running behaviours: as the trials of a test binary, or one by one.

use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::process::ExitCode;
use std::time::Duration;

use libtest_mimic::{Arguments, Trial};
use tokio::runtime::Builder;

use crate::{Behaviour, Bench, Kit, behaviours, child};

/// A behaviour that takes longer than this hangs.
const BEHAVIOUR_SECS_MAX: u64 = 300;

/// The `main` of a backend's conformance test: one trial a behaviour.
#[must_use]
pub fn run(kit: Kit) -> ExitCode {
    if let Some(code) = child::act(&kit) {
        return code;
    }
    let arguments = Arguments::from_args();
    let trials = behaviours()
        .into_iter()
        .filter(|behaviour| behaviour.applies_to(&kit))
        .map(|behaviour| {
            Trial::test(behaviour.name, move || Ok(check(kit, &behaviour)?)).with_kind(kit.name)
        });
    libtest_mimic::run(&arguments, trials.collect()).exit_code()
}

/// Lets a backend show one behaviour, on an empty store.
///
/// # Errors
/// What the behaviour found.
pub fn check(kit: Kit, behaviour: &Behaviour) -> Result<(), String> {
    let runtime = Builder::new_multi_thread()
        .worker_threads(4)
        .enable_all()
        .build()
        .map_err(|error| error.to_string())?;
    let within =
        Duration::from_secs(BEHAVIOUR_SECS_MAX * if crate::bench::is_long() { 100 } else { 1 });
    let shown = catch_unwind(AssertUnwindSafe(|| {
        let bench = Bench::new(kit);
        runtime.block_on(async {
            tokio::time::timeout(within, (behaviour.show)(&bench))
                .await
                .map_err(|_| format!("`{}` hangs", behaviour.name))
        })
    }));
    runtime.shutdown_timeout(Duration::from_secs(5));
    shown.unwrap_or_else(|panic| Err(words_of(&*panic)))
}

fn words_of(panic: &(dyn Any + Send)) -> String {
    let words = panic.downcast_ref::<String>().map(String::as_str);
    words
        .or_else(|| panic.downcast_ref::<&str>().copied())
        .unwrap_or("it panicked without a word")
        .to_owned()
}
