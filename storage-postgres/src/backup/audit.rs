//! Auditing the rows of a backup as they pass: every journal's chain, from floor to head.

use std::collections::HashMap;

use tenantry::access::Actor;
use tenantry::journal::chain::unhex;
use tenantry::journal::{Effect, EntrySubject, Hash, StoredEntry, Verifier};
use tenantry::storage::Scope;
use tenantry::{CommitId, Error, Result, Time, UserId};
use uuid::Uuid;

use super::file::damaged;
use super::tables::Table;
use crate::journal::scope_of;

/// What was seen so far.
#[derive(Default)]
pub(super) struct Audit {
    journals: HashMap<Scope, Journal>,
    entries: u64,
}

/// A journal that is being verified, and where it must end.
struct Journal {
    verifier: Verifier,
    seq: u64,
    hash: Hash,
}

impl Audit {
    /// Looks at one row.
    pub(super) fn row(&mut self, table: &Table, line: &[u8]) -> Result<()> {
        match table.name {
            "directory_heads" => self.head("directory", line),
            "org_heads" => self.head("org", line),
            "directory_journal" => self.entry("directory", line),
            "org_journal" => self.entry("org", line),
            _ => Ok(()),
        }
    }

    /// How many scopes and entries there were, if every journal ended at its head.
    pub(super) fn end(self) -> Result<(u64, u64)> {
        for (scope, journal) in &self.journals {
            if !journal.verifier.ends_at(journal.seq, &journal.hash) {
                return Err(broken(*scope, journal.seq));
            }
        }
        Ok((self.journals.len() as u64, self.entries))
    }

    fn head(&mut self, kind: &str, line: &[u8]) -> Result<()> {
        let mut cells = Cells::of(line)?;
        let scope = scope_of(kind, cells.id()?).ok_or_else(damaged)?;
        let seq = cells.number()?;
        let _rights: u64 = cells.number()?;
        let _narrowed: u64 = cells.number()?;
        let floor = cells.number()?;
        let floor_hash = cells.hash()?;
        let journal = Journal {
            verifier: Verifier::behind(floor, floor_hash),
            seq,
            hash: cells.hash()?,
        };
        self.journals.insert(scope, journal);
        Ok(())
    }

    fn entry(&mut self, kind: &str, line: &[u8]) -> Result<()> {
        let entry = Cells::of(line)?.entry(kind)?;
        let journal = self.journals.get_mut(&entry.scope);
        let journal = journal.ok_or_else(|| broken(entry.scope, entry.seq))?;
        let taken = journal.verifier.take(&entry);
        taken.map_err(|seq| broken(entry.scope, seq))?;
        self.entries += 1;
        Ok(())
    }
}

fn broken(scope: Scope, seq: u64) -> Error {
    Error::corrupt(format!("the journal of {scope} is broken at entry {seq}"))
        .with("scope", scope.to_string())
        .with("seq", seq)
}

/// The cells of a row, from left to right; null is `None`.
struct Cells(std::vec::IntoIter<Option<String>>);

impl Cells {
    fn of(line: &[u8]) -> Result<Self> {
        let line = std::str::from_utf8(line).map_err(|_| damaged())?;
        let cells = line.trim_end_matches('\n').split('\t').map(unescape);
        Ok(Self(cells.collect::<Vec<_>>().into_iter()))
    }

    fn maybe(&mut self) -> Result<Option<String>> {
        self.0.next().ok_or_else(damaged)
    }

    fn text(&mut self) -> Result<String> {
        self.maybe()?.ok_or_else(damaged)
    }

    fn id(&mut self) -> Result<Uuid> {
        self.text()?.parse().map_err(|_| damaged())
    }

    fn number<T: std::str::FromStr>(&mut self) -> Result<T> {
        self.text()?.parse().map_err(|_| damaged())
    }

    fn hash(&mut self) -> Result<Hash> {
        let text = self.text()?;
        text.strip_prefix("\\x").and_then(unhex).ok_or_else(damaged)
    }

    fn entry(mut self, kind: &str) -> Result<StoredEntry> {
        Ok(StoredEntry {
            scope: scope_of(kind, self.id()?).ok_or_else(damaged)?,
            seq: self.number()?,
            at: Time::from_micros(self.number()?),
            commit: CommitId::from_uuid(self.id()?),
            actor: Actor::from_parts(&self.text()?, self.id()?).ok_or_else(damaged)?,
            on_behalf_of: self.on_behalf_of()?,
            reason: self.maybe()?,
            operation: self.text()?,
            subject: EntrySubject {
                noun: self.text()?,
                id: self.id()?,
            },
            body: self.text()?,
            audience: self.text()?,
            effect: Effect::from_name(&self.text()?).ok_or_else(damaged)?,
            hash: self.hash()?,
        })
    }

    fn on_behalf_of(&mut self) -> Result<Option<UserId>> {
        let id = self.maybe()?.map(|id| id.parse().map_err(|_| damaged()));
        Ok(id.transpose()?.map(UserId::from_uuid))
    }
}

/// Undoes the escapes of the server's text form (PostgreSQL, COPY, "Text Format").
fn unescape(cell: &str) -> Option<String> {
    if cell == "\\N" {
        return None;
    }
    let mut text = String::with_capacity(cell.len());
    let mut letters = cell.chars();
    while let Some(letter) = letters.next() {
        let plain = match letter {
            '\\' => match letters.next() {
                Some('b') => '\u{8}',
                Some('f') => '\u{c}',
                Some('n') => '\n',
                Some('r') => '\r',
                Some('t') => '\t',
                Some('v') => '\u{b}',
                Some(other) => other,
                None => '\\',
            },
            other => other,
        };
        text.push(plain);
    }
    Some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_read_as_the_server_writes_them() {
        for (cell, text) in [
            ("", Some("")),
            ("\\N", None),
            ("\\\\N", Some("\\N")),
            ("a\\tb\\nc", Some("a\tb\nc")),
            ("\\\\x6162", Some("\\x6162")),
        ] {
            assert_eq!(unescape(cell).as_deref(), text, "{cell}");
        }
    }
}
