//! The floor that the disk sets: how long it takes to write a page and have it synced.

use std::fs::File;
use std::io::{Seek, Write};
use std::path::Path;
use std::time::Instant;

use anyhow::Result;

use crate::bench::median;

const PAGE_BYTES: usize = 4_096;
const SYNCS: usize = 300;

/// The median of a write of one page followed by `fdatasync`, in microseconds.
pub(crate) fn sync_micros(folder: &Path) -> Result<f64> {
    let mut file = File::create(folder.join("floor"))?;
    let page = [0x5A; PAGE_BYTES];
    // The file has its length already, as a log that is written anew has.
    file.write_all(&page)?;
    file.sync_all()?;
    let mut micros = Vec::with_capacity(SYNCS);
    for _ in 0..SYNCS {
        let began = Instant::now();
        file.rewind()?;
        file.write_all(&page)?;
        file.sync_data()?;
        micros.push(began.elapsed().as_secs_f64() * 1e6);
    }
    Ok(median(micros))
}
