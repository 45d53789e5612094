//! Tenantry for Python: native methods and frozen classes.
//!
//! What there is one of for each operation and type stands in [`generated`], derived from
//! the registry. The rest is what all of them share: values cross the border in `convert`
//! and `scalars`, calls go through `run` (and `call` and `bridge` on an event loop), lists
//! and streams through `pager` and `feed`; `handle` and `store` outlive a fork.

mod bridge;
mod call;
mod convert;
mod entry;
mod error;
mod feed;
mod fork;
mod generated;
mod handle;
#[cfg(feature = "bench")]
mod measured;
mod model;
mod page;
mod pager;
mod pages;
mod proof;
mod remote;
mod run;
mod runtime;
mod scalars;
mod store;
mod stream;
#[cfg(feature = "testing")]
mod testing;

use pyo3::prelude::*;

/// What the package `tenantry` is made of.
#[pymodule]
fn _native(module: &Bound<'_, PyModule>) -> PyResult<()> {
    module.add("UNSET", scalars::Unset)?;
    module.add_class::<scalars::Unset>()?;
    module.add_class::<scalars::Secret>()?;
    module.add_class::<page::Page>()?;
    module.add_class::<pager::SyncPager>()?;
    module.add_class::<feed::SyncFeed>()?;
    generated::models::add(module)?;
    generated::sync::add(module)?;

    let aio = PyModule::new(module.py(), "aio")?;
    aio.add_class::<pager::AioPager>()?;
    aio.add_class::<feed::AioFeed>()?;
    generated::aio::add(&aio)?;
    module.add("aio", aio)?;

    #[cfg(feature = "testing")]
    testing::add(module)?;
    fork::register(module)
}
