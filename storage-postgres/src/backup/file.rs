//! The file of a backup: text that psql could read, and that proves itself at its end.
//!
//! ```text
//! -- tenantry backup 1
//! -- schema 1
//! COPY tenantry.directories (directory_id, …) FROM stdin;
//! 0190…  people  1  …
//! \.
//! …
//! -- rows 1
//! -- sha256 9f86…
//! ```

use std::path::Path;

use sha2::{Digest, Sha256};
use tenantry::journal::chain::hex;
use tenantry::{Error, Result};
use tokio::fs::{File, OpenOptions};
use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader, BufWriter};

use super::tables::Table;

const NAME: &str = "-- tenantry backup 1\n";
const ROWS_END: &[u8] = b"\\.\n";
const BUFFER_BYTES: usize = 1 << 20;

/// No row comes near it; a file without line ends must not fill the memory.
const LINE_BYTES_MAX: u64 = 64 << 20;

/// Writes a file.
pub(super) struct Writer {
    file: BufWriter<File>,
    digest: Sha256,
    rows: u64,
}

impl Writer {
    /// Begins a file that must not be there yet.
    pub(super) async fn create(path: &Path, schema: u32) -> Result<Self> {
        let opened = OpenOptions::new()
            .write(true)
            .create_new(true)
            .open(path)
            .await;
        let mut writer = Self {
            file: BufWriter::with_capacity(BUFFER_BYTES, opened.map_err(unwritable)?),
            digest: Sha256::new(),
            rows: 0,
        };
        writer.put(NAME.as_bytes()).await?;
        writer
            .put(format!("-- schema {schema}\n").as_bytes())
            .await?;
        Ok(writer)
    }

    /// Begins a table.
    pub(super) async fn begin(&mut self, table: &Table) -> Result<()> {
        self.put(table.title().as_bytes()).await
    }

    /// Adds whole rows: in this form a line end is always the end of a row.
    pub(super) async fn rows(&mut self, rows: &[u8]) -> Result<()> {
        self.rows += rows.iter().filter(|byte| **byte == b'\n').count() as u64;
        self.put(rows).await
    }

    /// Ends a table.
    pub(super) async fn end(&mut self) -> Result<()> {
        self.put(ROWS_END).await
    }

    /// Seals the file and makes it durable.
    pub(super) async fn seal(mut self) -> Result<()> {
        self.put(rows_line(self.rows).as_bytes()).await?;
        let seal = seal_line(self.digest);
        self.file
            .write_all(seal.as_bytes())
            .await
            .map_err(unwritable)?;
        self.file.flush().await.map_err(unwritable)?;
        self.file.get_ref().sync_all().await.map_err(unwritable)
    }

    async fn put(&mut self, bytes: &[u8]) -> Result<()> {
        self.digest.update(bytes);
        self.file.write_all(bytes).await.map_err(unwritable)
    }
}

/// Reads a file.
pub(super) struct Reader {
    file: BufReader<File>,
    digest: Sha256,
    rows: u64,
    bytes: u64,
    line: Vec<u8>,
}

impl Reader {
    /// Opens a file and answers the version of its schema.
    pub(super) async fn open(path: &Path) -> Result<(Self, u32)> {
        let opened = File::open(path).await.map_err(unreadable)?;
        let mut reader = Self {
            file: BufReader::with_capacity(BUFFER_BYTES, opened),
            digest: Sha256::new(),
            rows: 0,
            bytes: 0,
            line: Vec::new(),
        };
        reader.expect(NAME.as_bytes()).await?;
        reader.next().await?;
        let line = std::str::from_utf8(&reader.line).ok();
        let schema = line.and_then(|line| line.strip_prefix("-- schema ")?.trim_end().parse().ok());
        Ok((reader, schema.ok_or_else(damaged)?))
    }

    /// Goes to the rows of the next table, which must be this one.
    pub(super) async fn begin(&mut self, table: &Table) -> Result<()> {
        self.expect(table.title().as_bytes()).await
    }

    /// The next row with its line end; `None` behind the last of the table.
    pub(super) async fn row(&mut self) -> Result<Option<&[u8]>> {
        self.next().await?;
        if self.line == ROWS_END {
            return Ok(None);
        }
        self.rows += 1;
        Ok(Some(&self.line))
    }

    /// Checks what proves the file; answers its size.
    pub(super) async fn finish(mut self) -> Result<u64> {
        let rows = rows_line(self.rows);
        self.expect(rows.as_bytes()).await?;
        let seal = seal_line(self.digest.clone());
        self.expect(seal.as_bytes()).await?;
        let behind = self.file.read_u8().await;
        match behind {
            Err(error) if error.kind() == std::io::ErrorKind::UnexpectedEof => Ok(self.bytes),
            Err(error) => Err(unreadable(error)),
            Ok(_) => Err(damaged()),
        }
    }

    /// Checks only that nothing was changed, in a file whose tables are not known.
    pub(super) async fn check_seal(mut self) -> Result<()> {
        loop {
            let seal = seal_line(self.digest.clone());
            self.next().await?;
            if self.line == seal.as_bytes() {
                return Ok(());
            }
        }
    }

    async fn expect(&mut self, line: &[u8]) -> Result<()> {
        self.next().await?;
        if self.line == line {
            Ok(())
        } else {
            Err(damaged())
        }
    }

    /// Reads one whole line.
    async fn next(&mut self) -> Result<()> {
        self.line.clear();
        let mut bounded = (&mut self.file).take(LINE_BYTES_MAX);
        let read = bounded.read_until(b'\n', &mut self.line).await;
        self.bytes += read.map_err(unreadable)? as u64;
        if !self.line.ends_with(b"\n") {
            return Err(damaged());
        }
        self.digest.update(&self.line);
        Ok(())
    }
}

fn rows_line(rows: u64) -> String {
    format!("-- rows {rows}\n")
}

fn seal_line(digest: Sha256) -> String {
    format!("-- sha256 {}\n", hex(&digest.finalize()))
}

/// The file is not what was written.
pub(super) fn damaged() -> Error {
    Error::corrupt("the backup is damaged")
}

/// The file cannot be written.
pub(super) fn unwritable(error: std::io::Error) -> Error {
    match error.kind() {
        std::io::ErrorKind::AlreadyExists => {
            Error::conflict("exists", "there is already a file").caused_by(error)
        }
        _ => Error::unavailable("the backup cannot be written").caused_by(error),
    }
}

fn unreadable(error: std::io::Error) -> Error {
    Error::unavailable("the backup cannot be read").caused_by(error)
}
