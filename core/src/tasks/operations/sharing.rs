//! With whom tasks are shared.

use tenantry_macros::operation;

use super::tasks::load;
use crate::access::operations::assignments::must_be_there;
use crate::access::rules::sharing::Share;
use crate::access::{Grant, Permission};
use crate::call::Tenant;
use crate::tasks::rules::shares;
use crate::tasks::{ListTaskShares, ShareTask, UnshareTask};
use crate::{Page, Result};

/// Shares a task with somebody, or changes how it is shared with them.
///
/// Nobody shares more than they may do themselves. A task is shared with at most 1,000 holders.
#[operation(id = "tasks.share", kind = change, permission = TASKS_SHARE, errors = [Conflict, LimitReached])]
pub(crate) async fn share(tenant: &Tenant, input: ShareTask) -> Result<Grant> {
    let known = load(tenant, input.task).await?;
    must_be_there(tenant, input.holder).await?;
    let share = Share::with(input.holder, input.level, input.expires_at);
    tenant
        .commit(|now| shares::share(now, &known, &share))
        .await
}

/// Shares a task with somebody no more, at once and everywhere.
#[operation(id = "tasks.unshare", kind = change, permission = TASKS_SHARE)]
pub(crate) async fn unshare(tenant: &Tenant, input: UnshareTask) -> Result<()> {
    let known = load(tenant, input.task).await?;
    tenant
        .commit(|now| shares::unshare(now, &known, input.holder))
        .await
}

/// Lists with whom a task is shared, by age.
#[operation(id = "tasks.shares", kind = read, permission = TASKS_SHARE)]
pub(crate) async fn list(tenant: &Tenant, input: ListTaskShares) -> Result<Page<Grant>> {
    let known = load(tenant, input.task).await?;
    let keyset = input.page.in_order(input.order)?;
    let standing = known.standing;
    standing
        .shares(tenant, Permission::TASKS_SHARE, keyset)
        .await
}
