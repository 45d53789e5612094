//! What came of one opened library, which is closed as a whole.

use std::collections::HashMap;
use std::pin::pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use futures_util::StreamExt;
use futures_util::future::{Either, select};
use serde_json::Value;
use tokio::sync::{Mutex as AsyncMutex, watch};

use crate::failure::Fault;
use crate::seat::{Items, Seat};

/// What came of one opened library.
#[derive(Default)]
pub(crate) struct House {
    rooms: Mutex<Rooms>,
    is_closed: watch::Sender<bool>,
}

/// How much there was, and what there is by number.
#[derive(Default)]
struct Rooms {
    count: u64,
    held: HashMap<u64, Held>,
}

/// What has a number in a house.
pub(crate) enum Held {
    Seat(Box<Seat>),
    Stream(Stream),
}

/// The items of a stream, until it is ended. Whoever waits for the next ones has the lock.
#[derive(Clone)]
pub(crate) struct Stream(Arc<AsyncMutex<Option<Items>>>);

impl Stream {
    /// A stream that was opened.
    pub(crate) fn new(items: Items) -> Self {
        Self(Arc::new(AsyncMutex::new(Some(items))))
    }
}

impl House {
    /// Gives something a number. A closed house takes nothing in; a stream that comes too late
    /// has ended, as have those that were there.
    pub(crate) fn take_in(&self, held: Held) -> Result<u64, Fault> {
        let mut rooms = self.rooms();
        rooms.count += 1;
        let number = rooms.count;
        if !*self.is_closed.borrow() {
            rooms.held.insert(number, held);
        } else if let Held::Seat(_) = held {
            return Err(Fault::closed());
        }
        Ok(number)
    }

    /// What calls are made on, if it is that and there.
    pub(crate) fn seat(&self, number: u64) -> Option<Seat> {
        match self.rooms().held.get(&number) {
            Some(Held::Seat(seat)) => Some(Seat::clone(seat)),
            _ => None,
        }
    }

    /// A stream, if it is that and there.
    pub(crate) fn stream(&self, number: u64) -> Option<Stream> {
        match self.rooms().held.get(&number) {
            Some(Held::Stream(stream)) => Some(stream.clone()),
            _ => None,
        }
    }

    /// Lets go of something.
    pub(crate) fn forget(&self, number: u64) {
        let held = self.rooms().held.remove(&number);
        drop(held);
    }

    /// Waits for the next items of a stream; there are none at its end, and none once the house
    /// is closed.
    pub(crate) async fn next(&self, stream: &Stream) -> Vec<Result<Value, Fault>> {
        let mut items = stream.0.lock().await;
        let Some(items) = items.as_mut() else {
            return Vec::new();
        };
        match select(pin!(self.closed()), items.next()).await {
            Either::Left(_) => Vec::new(),
            Either::Right((batch, _)) => batch.unwrap_or_default(),
        }
    }

    async fn closed(&self) {
        // It fails where the house is gone, and somebody is in it.
        let _ = self.is_closed.subscribe().wait_for(|closed| *closed).await;
    }

    /// Closes it: every stream ends, and whoever waits for one is told. What there was is handed
    /// out, because the last to let go of a store waits for its threads.
    pub(crate) async fn close(&self) -> Vec<Held> {
        let held: Vec<Held> = {
            let mut rooms = self.rooms();
            self.is_closed.send_replace(true);
            rooms.held.drain().map(|(_, held)| held).collect()
        };
        for held in &held {
            if let Held::Stream(stream) = held {
                *stream.0.lock().await = None;
            }
        }
        held
    }

    fn rooms(&self) -> MutexGuard<'_, Rooms> {
        self.rooms.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
