//! Whether what was measured was also done: the rows are there and the journal says so.

use anyhow::{Result, ensure};
use tenantry::journal::VerifyJournal;
use tenantry::teams::ListTeams;
use tenantry::{PageInput, TeamId, Tenant};

/// How many teams an organisation has, all made after an entry.
///
/// Fails unless the journal verifies and tells of each of them. Peers' organisations are
/// held to the same.
pub(crate) async fn teams_since(tenant: &Tenant, after: u64) -> Result<u64> {
    let teams = team_ids(tenant).await?.len() as u64;
    let journal = tenant.journal().verify(VerifyJournal::default()).await?;
    ensure!(
        journal.is_intact,
        "the journal breaks at {:?}",
        journal.broken_at
    );
    ensure!(
        journal.seq == after + teams,
        "{teams} teams are there after entry {after}, but the journal ends at {}",
        journal.seq
    );
    Ok(teams)
}

/// The ids of all teams, in order.
pub(crate) async fn team_ids(tenant: &Tenant) -> Result<Vec<TeamId>> {
    let mut ids = Vec::new();
    let mut cursor = None;
    loop {
        let page = PageInput {
            limit: Some(tenantry::page::PAGE_ITEMS_MAX),
            cursor,
        };
        let input = ListTeams {
            page,
            ..ListTeams::default()
        };
        let page = tenant.teams().list(input).await?;
        ids.extend(page.items.iter().map(|team| team.id));
        cursor = page.next;
        if cursor.is_none() {
            return Ok(ids);
        }
    }
}
