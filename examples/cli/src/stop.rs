//! Why the program ends before its work is done.

use std::io;

use serde_json::json;
use tenantry::Error;
use tenantry_remote::Failure;

use crate::exit;
use crate::output::Format;

/// Why the program ends before its work is done.
#[derive(Debug)]
pub(crate) enum Stop {
    /// The command line is not understood.
    Usage(String),
    /// A call was refused or failed.
    Failed(Box<Failure>),
    /// It was looked at, the answer is no, and it is told already.
    No,
    /// Ctrl-C.
    Interrupted,
    /// Whoever read the output stopped reading.
    Closed,
    /// What is no error of Tenantry's.
    Other(String),
}

impl Stop {
    pub(crate) fn usage(why: impl Into<String>) -> Self {
        Self::Usage(why.into())
    }

    /// The exit code.
    pub(crate) fn code(&self) -> u8 {
        match self {
            Self::Usage(_) => exit::USAGE,
            Self::Failed(failure) => exit::of(failure.kind),
            Self::No | Self::Other(_) => exit::NO,
            Self::Interrupted => exit::INTERRUPTED,
            Self::Closed => exit::CLOSED,
        }
    }

    /// What is told of it, in a format; nothing where nobody needs to be told.
    pub(crate) fn told(&self, format: Format) -> Option<String> {
        match self {
            Self::Failed(failure) if format.is_json() => Some(json!(failure).to_string()),
            Self::Failed(failure) => {
                let told = format!("error: {}", failure.message);
                Some(match exit::hint(failure.kind) {
                    Some(hint) => format!("{told}\nhint: {hint}"),
                    None => told,
                })
            }
            Self::Usage(why) => Some(format!(
                "error: {why}\n\nFor more information, try '--help'."
            )),
            Self::Other(why) => Some(format!("error: {why}")),
            Self::Interrupted => Some("interrupted".to_owned()),
            Self::No | Self::Closed => None,
        }
    }
}

impl From<Failure> for Stop {
    fn from(failure: Failure) -> Self {
        Self::Failed(Box::new(failure))
    }
}

impl From<Error> for Stop {
    fn from(error: Error) -> Self {
        Failure::from(&error).into()
    }
}

impl From<io::Error> for Stop {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::BrokenPipe => Self::Closed,
            _ => Self::Other(error.to_string()),
        }
    }
}

impl From<anyhow::Error> for Stop {
    fn from(error: anyhow::Error) -> Self {
        Self::Other(format!("{error:#}"))
    }
}
