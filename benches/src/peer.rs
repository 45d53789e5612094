//! What both hand-written peers share: who calls, and the rows of a call.
//!
//! The peers write what Tenantry writes, value for value, so that Tenantry itself can count
//! their teams and verify their journals afterwards.

use anyhow::{Context, Result, ensure};
use serde_json::json;
use tenantry::access::{Actor, Principal};
use tenantry::journal::{Effect, EntrySubject, Hash, StoredEntry, chain};
use tenantry::teams::Team;
use tenantry::{Clock, CommitId, DirectoryId, KeyId, OrgId, SystemClock, TeamId, Time, UserId};
use uuid::Uuid;

use crate::callers::team_name;
use crate::world::{Person, World};

/// Somebody proven, inside an organisation: what was read when they entered, and is
/// compared with the store in every call.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Session {
    pub(crate) org: OrgId,
    pub(crate) user: UserId,
    pub(crate) directory: DirectoryId,
    pub(crate) key: KeyId,
    pub(crate) key_version: i64,
    pub(crate) narrowed: i64,
}

/// The head as a call finds it under its lock.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Place {
    pub(crate) seq: i64,
    pub(crate) narrowed: i64,
    pub(crate) hash: Hash,
    pub(crate) at: i64,
}

/// The rows of one call.
pub(crate) struct Created {
    pub(crate) team: Team,
    pub(crate) entry: StoredEntry,
}

impl Session {
    /// Somebody of a world, in an organisation of it.
    pub(crate) async fn new(world: &World, person: &Person, org: OrgId) -> Result<Self> {
        let head = world.tenantry.storage().head(org.into()).await?;
        let head = head.context("the organisation has no head")?;
        Ok(Self {
            org,
            user: person.user,
            directory: person.key.directory,
            key: person.key.id,
            key_version: person.key.version.cast_signed(),
            narrowed: head.narrowed.cast_signed(),
        })
    }

    /// Fails unless nobody lost a right since, and the key is as it was.
    pub(crate) fn check(&self, narrowed: i64, key_version: i64) -> Result<()> {
        ensure!(
            narrowed == self.narrowed,
            "somebody lost a right: decide again"
        );
        ensure!(
            key_version == self.key_version,
            "the key has changed: decide again"
        );
        Ok(())
    }

    /// The rows that creating a team writes, chained to what stands there.
    pub(crate) fn create(&self, place: &Place, number: u64) -> Created {
        let at = SystemClock.now().max(Time::from_micros(place.at));
        let team = self.team(number, at);
        let (id, owner) = (team.id.to_string(), self.user.to_string());
        let body = json!({ "name": team.name, "owner": owner, "parent": null }).to_string();
        let audience = json!({ "sight": "teams.read", "teams": [id] }).to_string();
        let mut entry = StoredEntry {
            scope: self.org.into(),
            seq: place.seq.cast_unsigned() + 1,
            at,
            commit: CommitId::from_uuid(Uuid::now_v7()),
            actor: Actor::User(self.user),
            on_behalf_of: None,
            reason: None,
            operation: "teams.create".to_owned(),
            subject: EntrySubject {
                noun: "team".to_owned(),
                id: team.id.uuid(),
            },
            body,
            audience,
            effect: Effect::Widens,
            hash: Hash::default(),
        };
        entry.hash = chain::link(&place.hash, &entry);
        Created { team, entry }
    }

    fn team(&self, number: u64, at: Time) -> Team {
        Team {
            org: self.org,
            id: TeamId::from_uuid(Uuid::now_v7()),
            parent: None,
            owner: Principal::User(self.user),
            name: team_name(number),
            description: None,
            version: 1,
            created_at: at,
            updated_at: at,
        }
    }
}
