//! The rules of the journal: pure, no await, no clock, no store.

use super::{Checkpoint, Hash, Pruned, chain};
use crate::access::{Permission, Place};
use crate::call::{Decision, Outcome, Told};
use crate::storage::{Head, Row, Write};
use crate::{Error, ErrorKind, OrgId, Result, Time};

/// The most entries that one call prunes: its commit keeps a store's only writer.
pub const PRUNED_ENTRIES_MAX: u64 = 10_000;

pub(super) fn checkpoint(
    now: &Decision<'_>,
    org: OrgId,
    seq: u64,
    hash: &Hash,
) -> Result<Outcome<Checkpoint>> {
    now.require(Permission::JOURNAL_MANAGE, &Place::Org)?;
    let checkpoint = Checkpoint {
        org,
        seq,
        hash: chain::hex(hash),
        created_at: Time::OF_COMMIT,
    };
    let told = about(org)
        .with("seq", seq)
        .with("hash", checkpoint.hash.as_str());
    Ok(Outcome::new(checkpoint.clone(), org)
        .insert(Row::Checkpoint(checkpoint))
        .tell(now, told))
}

pub(super) fn prune(
    now: &Decision<'_>,
    org: OrgId,
    head: &Head,
    through: u64,
    hash: Hash,
) -> Result<Outcome<Pruned>> {
    now.require(Permission::JOURNAL_MANAGE, &Place::Org)?;
    let Some(entries) = through
        .checked_sub(head.floor)
        .filter(|entries| *entries > 0)
    else {
        return Err(Error::conflict(
            "no_change",
            "the journal is pruned up to there already",
        ));
    };
    if entries > PRUNED_ENTRIES_MAX {
        return Err(Error::new(
            ErrorKind::LimitReached,
            "too_many_entries",
            format!(
                "{entries} entries lie before this checkpoint; set one at an earlier entry and \
                 prune to that first"
            ),
        )
        .with("max", PRUNED_ENTRIES_MAX)
        .with("through_max", head.floor + PRUNED_ENTRIES_MAX));
    }
    let told = about(org)
        .with("through", through)
        .with("hash", chain::hex(&hash));
    Ok(Outcome::new(
        Pruned {
            entries,
            at: Time::OF_COMMIT,
        },
        org,
    )
    .write(Write::Prune { through, hash })
    .tell(now, told))
}

fn about(org: OrgId) -> Told {
    Told::about("journal", org.uuid()).seen_with(Permission::JOURNAL_READ)
}
