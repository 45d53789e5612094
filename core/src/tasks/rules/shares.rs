//! How tasks are shared.

use super::tasks::changed;
use super::{Known, about};
use crate::access::operations::objects::Standing;
use crate::access::rules::sharing::{self, Share, Sharing};
use crate::access::{Grant, Holder, Permission};
use crate::call::{Decision, Outcome};
use crate::storage::Row;
use crate::tasks::Task;
use crate::{OrgId, Result, Time};

/// Shares a task, or changes how it is shared.
pub(crate) fn share(now: &Decision<'_>, known: &Known, share: &Share) -> Result<Outcome<Grant>> {
    let until = until_without(known, share.holder).max(Some(end(share.expires_at)));
    let outcome = written(known, until);
    let told = about(&known.task, Vec::new());
    let sharing = sharing_of(known.task.org, &known.standing);
    sharing::set(now, outcome, told, &sharing, share)
}

pub(crate) fn unshare(now: &Decision<'_>, known: &Known, holder: Holder) -> Result<Outcome<()>> {
    let outcome = written(known, until_without(known, holder));
    let told = about(&known.task, vec![holder]);
    let sharing = sharing_of(known.task.org, &known.standing);
    sharing::take(now, outcome, told, &sharing, holder)
}

/// The task says itself until when it is shared, so that what is shared can be counted.
fn written(known: &Known, until: Option<Time>) -> Outcome<()> {
    let to = Task {
        shared_until: until,
        ..changed(&known.task)
    };
    Outcome::new((), to.org).update(Row::Task(known.task.clone()), Row::Task(to))
}

/// Until when it is shared with anybody else.
fn until_without(known: &Known, holder: Holder) -> Option<Time> {
    let grants = known.standing.grants.iter();
    let others = grants.filter(|grant| grant.holder != holder);
    others.map(|grant| end(grant.expires_at)).max()
}

/// What has no end ends with the year 9999, to the millisecond: some languages know no less.
fn end(expires_at: Option<Time>) -> Time {
    let last = Time::from_micros(Time::MAX.micros() / 1_000 * 1_000);
    expires_at.unwrap_or(last)
}

pub(super) fn sharing_of(org: OrgId, standing: &Standing) -> Sharing<'_> {
    Sharing {
        org,
        standing,
        share: Permission::TASKS_SHARE,
    }
}
