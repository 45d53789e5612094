//! What only tests do: hold the clock, count ids, and fall over on demand.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use napi::bindgen_prelude::Either;
use napi_derive::napi;
use tenantry::storage::{Ports as StorePorts, Storage};
use tenantry::{Clock, Error, Ids, Tenantry, Time};
use tenantry_conformance::stories::Ports;
use tenantry_postgres::Postgres;
use tenantry_sqlite::Sqlite;
use uuid::Uuid;

use crate::bridge::Bridge;
use crate::handle::Handle;
use crate::house::Held;
use crate::seat::Seat;

/// The clock and the ids of one story.
#[napi]
#[derive(Default)]
pub struct Story {
    ports: Ports,
    panics: Arc<AtomicBool>,
}

#[napi]
impl Story {
    /// A story that has not begun.
    #[napi(constructor)]
    pub fn new() -> Self {
        Self::default()
    }

    /// Opens an empty store, in memory or in a schema of its own, on the story's clock and ids.
    #[napi]
    pub fn open(&self, bridge: &Bridge, call: u32, address: String) -> napi::Result<()> {
        let ids = Arc::new(FallingIds {
            ids: self.ports.ids.clone(),
            panics: Arc::clone(&self.panics),
        });
        let clock: Arc<dyn Clock> = self.ports.clock.clone();
        bridge.run(call, async move {
            let store = open(&address, clock).await?;
            let seat = Seat::Tenantry(Tenantry::shared(store, ids));
            let held = Held::Seat(Box::new(seat));
            Ok(Either::B(Handle::new(held, Arc::default())?))
        })
    }

    /// Lets seconds pass.
    #[napi]
    pub fn pass(&self, secs: u32) {
        self.ports.clock.pass(secs.into());
    }

    /// Drops the schema of a store that was opened in one.
    #[napi]
    pub fn leave(&self, address: String) {
        if let Some((url, schema)) = address.split_once('#') {
            let schemas = vec![schema.to_owned()];
            tenantry_private_postgres::drop_schemas(url.to_owned(), schemas);
        }
    }

    /// Makes the next id a panic.
    #[napi]
    pub fn panic_next(&self) {
        self.panics.store(true, Ordering::SeqCst);
    }
}

async fn open(address: &str, clock: Arc<dyn Clock>) -> Result<Arc<dyn Storage>, Error> {
    let ports = StorePorts {
        clock: Some(clock),
        ..StorePorts::default()
    };
    let Some((url, schema)) = address.split_once('#') else {
        return Ok(Arc::new(Sqlite::memory_with(ports)?));
    };
    let mut options = tenantry_postgres::Options::default();
    options.schema = schema.to_owned();
    options.connections_max = 4;
    options.ports = ports;
    Ok(Arc::new(Postgres::connect_with(url, options).await?))
}

struct FallingIds {
    ids: Arc<dyn Ids>,
    panics: Arc<AtomicBool>,
}

impl FallingIds {
    #[expect(clippy::panic, reason = "that is what it is for")]
    fn fall(&self) {
        if self.panics.swap(false, Ordering::SeqCst) {
            panic!("the ids have run out");
        }
    }
}

impl Ids for FallingIds {
    fn next(&self, at: Time) -> Uuid {
        self.fall();
        self.ids.next(at)
    }

    fn fill(&self, bytes: &mut [u8]) {
        self.fall();
        self.ids.fill(bytes);
    }
}
