//! What JavaScript holds: a number in a house, which is closed as a whole.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use napi_derive::napi;

use crate::seat::{Items, Seat};

/// A library, a caller, an organisation or a stream: opaque to JavaScript, and let go of when its
/// garbage collector does.
#[napi]
pub struct Handle {
    number: u64,
    house: Arc<House>,
}

/// What came of one opened library: how much there was, and what there is by number.
#[derive(Default)]
pub(crate) struct House(Mutex<(u64, HashMap<u64, Held>)>);

/// What a handle stands for.
pub(crate) enum Held {
    Seat(Seat),
    Items(Items),
}

impl House {
    /// Takes the items of a stream, to put them back or not.
    pub(crate) fn take(&self, number: u64) -> Option<Items> {
        match self.rooms().1.remove(&number) {
            Some(Held::Items(items)) => Some(items),
            _ => None,
        }
    }

    /// Puts them back.
    pub(crate) fn put(&self, number: u64, items: Items) {
        self.rooms().1.insert(number, Held::Items(items));
    }

    fn rooms(&self) -> MutexGuard<'_, (u64, HashMap<u64, Held>)> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Lets go of everything. The last call that is under way closes the store.
    pub(crate) fn close(&self) {
        let held = std::mem::take(&mut self.rooms().1);
        drop(held);
    }
}

impl Handle {
    /// A handle in a house.
    pub(crate) fn new(held: Held, house: Arc<House>) -> Self {
        let mut rooms = house.rooms();
        rooms.0 += 1;
        let number = rooms.0;
        rooms.1.insert(number, held);
        drop(rooms);
        Self { number, house }
    }

    /// What calls are made on, if it is that and open.
    pub(crate) fn seat(&self) -> Option<Seat> {
        match self.house.rooms().1.get(&self.number) {
            Some(Held::Seat(seat)) => Some(seat.clone()),
            _ => None,
        }
    }

    /// Where it is: its number in its house.
    pub(crate) fn place(&self) -> (u64, Arc<House>) {
        (self.number, Arc::clone(&self.house))
    }
}

impl Drop for Handle {
    fn drop(&mut self) {
        let held = self.house.rooms().1.remove(&self.number);
        drop(held);
    }
}
