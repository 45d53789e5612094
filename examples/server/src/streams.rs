//! How many streams each caller holds open: one that takes them all shuts the others out.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use tenantry::access::Actor;
use tenantry::{Error, ErrorKind};

/// The streams that are open.
pub(crate) struct Streams {
    /// By who is told, and no more than `max` each; all who are not proven count as one.
    open: Mutex<HashMap<Option<Actor>, usize>>,
    max: usize,
}

impl Streams {
    pub(crate) fn new(max: usize) -> Self {
        Self {
            open: Mutex::default(),
            max,
        }
    }

    /// Counts one more stream of this caller, until what is answered goes.
    pub(crate) fn enter(self: &Arc<Self>, actor: Option<Actor>) -> Result<Place, Error> {
        let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        let count = open.entry(actor).or_default();
        if *count >= self.max {
            let why = "too many streams of this caller are open; close one";
            let error = Error::new(ErrorKind::Throttled, "too_many_streams", why);
            return Err(error.with("max", self.max));
        }
        *count += 1;
        Ok(Place {
            streams: Arc::clone(self),
            actor,
        })
    }
}

/// A stream that counts.
pub(crate) struct Place {
    streams: Arc<Streams>,
    actor: Option<Actor>,
}

impl Drop for Place {
    fn drop(&mut self) {
        let mut open = self
            .streams
            .open
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        if let Some(count) = open.get_mut(&self.actor) {
            *count -= 1;
            if *count == 0 {
                open.remove(&self.actor);
            }
        }
    }
}
