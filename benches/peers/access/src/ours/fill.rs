//! Writes a world into a store: its founder through the facade, the rows by thousands a commit.

use std::sync::Arc;

use anyhow::{Context, Result, bail};
use serde::{Deserialize, Serialize};
use serde_json::Map;
use tenantry::access::Actor;
use tenantry::directory::{CreateDirectory, CreateKey, CreateUser};
use tenantry::journal::{Audience, Draft, Effect, EntrySubject};
use tenantry::orgs::CreateOrg;
use tenantry::storage::{Batch, Counter, Part, Row, Scope, Storage, Verdict, Write};
use tenantry::{CommitId, OrgId, OsIds, Tenantry};
use uuid::Uuid;

use super::rows::Home;
use crate::world::World;

/// How many rows a commit writes.
const ROWS: usize = 2_000;

/// Where a world lies, and the key of its founder, who may ask about everybody.
#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct Place {
    pub(crate) org: OrgId,
    pub(crate) secret: String,
}

/// Fills a new store.
pub(crate) async fn fill(storage: &Arc<dyn Storage>, world: &World) -> Result<Place> {
    let (home, place) = found(storage).await?;
    let (org, directory) = (home.org, home.directory);
    write(storage, directory, home.people(world), None).await?;
    write(storage, org, home.members(world), Some(Counter::Members)).await?;
    write(storage, org, home.teams(world), Some(Counter::Teams)).await?;
    write(storage, org, home.team_members(world), None).await?;
    let permissions = home.permissions(world)?.into_iter();
    write(storage, org, permissions, Some(Counter::Permissions)).await?;
    let roles = home.roles(world)?.into_iter();
    write(storage, org, roles, Some(Counter::Roles)).await?;
    write(storage, org, home.assignments(world), None).await?;
    write(storage, org, home.grants(world)?.into_iter(), None).await?;
    Ok(place)
}

/// Makes the directory, the founder, the organisation and the key.
async fn found(storage: &Arc<dyn Storage>) -> Result<(Home, Place)> {
    let tenantry = Tenantry::shared(Arc::clone(storage), Arc::new(OsIds));
    let host = tenantry.system("a benchmark")?;
    let directory = host.directories().create(CreateDirectory::named("Bench"));
    let directory = directory.await?.id;
    let owner = CreateUser::new(directory, "founder", "founder@example.com");
    let owner = host
        .users()
        .create(owner.proven_by("bench", "founder"))
        .await?;
    let caller = tenantry.vouch(directory, "bench", "founder").await?;
    let org = caller
        .orgs()
        .create(CreateOrg::named("Bench", "bench"))
        .await?;
    let key = caller.keys().create(CreateKey {
        name: "bench".to_owned(),
        ..CreateKey::default()
    });
    let secret = key.await?.secret.context("a new key is shown")?;
    let home = Home {
        directory,
        org: org.id,
        owner: owner.id,
    };
    let place = Place {
        org: org.id,
        secret: secret.expose().to_owned(),
    };
    Ok((home, place))
}

async fn write(
    storage: &Arc<dyn Storage>,
    scope: impl Into<Scope>,
    rows: impl Iterator<Item = Row>,
    counter: Option<Counter>,
) -> Result<()> {
    let scope = scope.into();
    let mut rows = rows.map(Write::Insert).peekable();
    while rows.peek().is_some() {
        let mut part = Part::new(scope);
        part.writes.extend(rows.by_ref().take(ROWS));
        let by = part.writes.len() as i64;
        part.writes.extend(counter.map(|counter| Write::Count {
            counter,
            by,
            min: 0,
            max: i64::MAX,
        }));
        part.entries = vec![told(scope)];
        let batch = Batch {
            commit: CommitId::from_uuid(Uuid::now_v7()),
            parts: vec![part],
            replay: None,
            valid_until: None,
        };
        match storage.commit(batch).await? {
            Verdict::Committed(_) => {}
            refused => bail!("the world was not written: {refused:?}"),
        }
    }
    Ok(())
}

fn told(scope: Scope) -> Draft {
    Draft {
        actor: Actor::System,
        on_behalf_of: None,
        reason: Some("a benchmark".to_owned()),
        operation: "bench.fill",
        subject: EntrySubject {
            noun: "world".to_owned(),
            id: scope.uuid(),
        },
        body: Map::new(),
        personal: Vec::new(),
        audience: Audience::default(),
        effect: Effect::Widens,
        touches: Vec::new(),
    }
}
