//! What JavaScript holds: a number in a house.

use std::sync::Arc;

use napi_derive::napi;

use crate::failure::Fault;
use crate::house::{Held, House, Stream};
use crate::seat::Seat;

/// A library, a caller, an organisation or a stream: opaque to JavaScript, and let go of when its
/// garbage collector does.
#[napi]
pub struct Handle {
    number: u64,
    house: Arc<House>,
}

impl Handle {
    /// A handle in a house, unless that was closed.
    pub(crate) fn new(held: Held, house: Arc<House>) -> Result<Self, Fault> {
        let number = house.take_in(held)?;
        Ok(Self { number, house })
    }

    /// What calls are made on, if it is that and open.
    pub(crate) fn seat(&self) -> Option<Seat> {
        self.house.seat(self.number)
    }

    /// What is followed, if it is that and open.
    pub(crate) fn stream(&self) -> Option<Stream> {
        self.house.stream(self.number)
    }

    /// Where it is.
    pub(crate) fn house(&self) -> Arc<House> {
        Arc::clone(&self.house)
    }

    /// Lets go of what it stands for.
    pub(crate) fn end(&self) {
        self.house.forget(self.number);
    }
}

impl Drop for Handle {
    fn drop(&mut self) {
        self.end();
    }
}
