//! Reading a journal from a place on, and whether a place is of this journal.

use super::personal::is_committed;
use super::{Cursor, Entry, JournalPage};
use crate::page::checked_limit;
use crate::storage::{Head, JournalReads, Scope};
use crate::{Error, Result};

/// The part of a journal after a place, with the personal values that are still there.
pub(crate) async fn page(
    storage: &dyn JournalReads,
    scope: Scope,
    head: &Head,
    after: Option<Cursor>,
    limit: Option<u32>,
) -> Result<JournalPage> {
    let limit = checked_limit(limit)?;
    let start = after.unwrap_or(Cursor::new(head.floor, &head.floor_hash));
    if !knows(storage, scope, head, start).await? {
        return Ok(resync(head));
    }
    let mut stored = storage.entries(scope, start.seq(), limit).await?;
    // Pruned since the place was looked for: what is left does not follow on it.
    let next = stored.first().map(|entry| entry.seq);
    if start.seq() < head.seq && next != Some(start.seq() + 1) {
        return Ok(resync(head));
    }
    // The caller's right was looked at together with this head: not for what came after.
    stored.retain(|entry| entry.seq <= head.seq);
    let mut items = stored
        .iter()
        .map(Entry::try_from)
        .collect::<Result<Vec<_>>>()?;
    reveal(storage, scope, &mut items).await?;
    let cursor = items.last().map_or(start, |entry| entry.cursor);
    Ok(JournalPage {
        items,
        cursor,
        resync: false,
    })
}

/// The reader starts anew from where the journal stands.
fn resync(head: &Head) -> JournalPage {
    JournalPage {
        items: Vec::new(),
        cursor: head.cursor(),
        resync: true,
    }
}

/// Whether a cursor is a place of this journal that was not pruned.
pub(super) async fn knows(
    storage: &dyn JournalReads,
    scope: Scope,
    head: &Head,
    cursor: Cursor,
) -> Result<bool> {
    let seq = cursor.seq();
    if seq < head.floor || seq > head.seq {
        return Ok(false);
    }
    if seq == head.floor {
        return Ok(cursor.matches(&head.floor_hash));
    }
    let found = storage.entries(scope, seq - 1, 1).await?;
    Ok(found
        .first()
        .is_some_and(|entry| entry.seq == seq && cursor.matches(&entry.hash)))
}

/// Refuses a cursor of what this journal does not hold: what is answered must know of it.
pub(crate) async fn must_know(
    storage: &dyn JournalReads,
    scope: Scope,
    head: &Head,
    cursor: Cursor,
) -> Result<()> {
    // What was pruned is known: only that it was of this journal cannot be told any more.
    if cursor.seq() < head.floor || knows(storage, scope, head, cursor).await? {
        return Ok(());
    }
    Err(Error::conflict(
        "other_journal",
        "this cursor is not of this journal, which may have been restored; read it anew",
    ))
}

/// Adds the personal values, each as its entry commits to it.
async fn reveal(storage: &dyn JournalReads, scope: Scope, items: &mut [Entry]) -> Result<()> {
    let (Some(first), Some(last)) = (items.first(), items.last()) else {
        return Ok(());
    };
    for value in storage.personal(scope, first.seq, last.seq).await? {
        let Some(entry) = items.iter_mut().find(|entry| entry.seq == value.seq) else {
            continue;
        };
        if !is_committed(&entry.body, &value) {
            return Err(Error::corrupt(format!(
                "the value of `{}` beside entry {} of {scope} is not the one that was told",
                value.field, value.seq
            )));
        }
        entry.personal.insert(value.field, value.value);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::journal::pruned::Pruned;

    #[test]
    fn what_is_pruned_while_a_page_is_read_is_no_silent_gap() {
        for (through, resync) in [(0, false), (2, false), (3, true), (5, true)] {
            let journal = Pruned::through(through);
            let (head, after) = (journal.head_before(), journal.cursor(2));
            let page = page(&journal, Pruned::scope(), &head, Some(after), None);
            let page = crate::blocking::run(page).unwrap();
            assert_eq!(page.resync, resync, "pruned through {through}");
            let seqs: Vec<u64> = page.items.iter().map(|entry| entry.seq).collect();
            let expected = if resync { vec![] } else { vec![3, 4, 5, 6] };
            assert_eq!(seqs, expected, "pruned through {through}");
        }
    }
}
