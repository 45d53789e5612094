//! Snapshots from a store: read whole at first, and then what the journal says has changed.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::bits::Names;
use super::standing::{Given, Kept, Read, Roles};
use super::tree::Planted;
use super::{Position, Snapshot};
use crate::access::{
    ASSIGNMENTS_MAX, GRANTS_MAX, Holder, PERMISSIONS_MAX, Principal, ROLES_MAX, Role, RoleInfo,
    Touch,
};
use crate::journal::{Effect, StoredEntry};
use crate::page::Keyset;
use crate::storage::{AssignmentsOf, GrantsOf, Seen, Storage, View};
use crate::{Error, OrgId, Result, TeamId, Time};

/// How many entries are read at once.
const SLICE_ENTRIES: u32 = 200;

/// Beyond so many entries everything is read anew.
const FOLLOWED_ENTRIES_MAX: usize = 4_000;

/// How often what has changed is read again before it is given up: each time somebody's rights
/// have changed meanwhile.
const PASSES_MAX: usize = 16;

/// What becomes of a snapshot that is to be read on.
pub(super) enum Loaded {
    /// It is this.
    Whole(Snapshot),
    /// There is no room for it.
    TooLarge,
    /// Not so far: rights change faster than they can be read, or it takes to read them all.
    Behind,
}

/// What the journal says has changed.
enum Changed {
    /// The rights of these, up to a position.
    These(BTreeSet<Touch>, Position),
    /// Everybody's, or it cannot say.
    Everything,
}

pub(super) struct Reader<'a> {
    pub(super) storage: &'a dyn Storage,
    pub(super) org: OrgId,
    pub(super) view: View,
    pub(super) bytes_max: usize,
}

impl<'a> Reader<'a> {
    pub(super) fn new(storage: &'a dyn Storage, org: OrgId, bytes_max: usize) -> Self {
        Self {
            storage,
            org,
            view: View {
                scope: org.into(),
                proof: None,
            },
            bytes_max,
        }
    }

    /// Reads what has changed of everybody's rights, or all of them if it may be `wholly`.
    pub(super) async fn read(&self, old: Option<&Snapshot>, wholly: bool) -> Result<Loaded> {
        let mut next = old.cloned();
        for _ in 0..PASSES_MAX {
            let changed = match &next {
                Some(snapshot) => self.changed_since(snapshot.position).await?,
                None => Changed::Everything,
            };
            match (changed, next.as_mut()) {
                (Changed::These(touches, upto), Some(snapshot)) => {
                    if self.read_again(snapshot, &touches, upto).await? {
                        return Ok(self.fitting(next));
                    }
                }
                _ if !wholly => return Ok(Loaded::Behind),
                _ => match self.read_all().await? {
                    Some((snapshot, is_settled)) if is_settled => {
                        return Ok(self.fitting(Some(snapshot)));
                    }
                    Some((snapshot, _)) => next = Some(snapshot),
                    None => return Ok(Loaded::TooLarge),
                },
            }
        }
        Ok(Loaded::Behind)
    }

    /// A snapshot that there is room for, if need be without what is shared.
    fn fitting(&self, snapshot: Option<Snapshot>) -> Loaded {
        let Some(mut snapshot) = snapshot else {
            return Loaded::Behind;
        };
        if snapshot.bytes > self.bytes_max && snapshot.objects.take().is_some() {
            snapshot.bytes = snapshot.count_bytes();
        }
        match snapshot.bytes > self.bytes_max {
            true => Loaded::TooLarge,
            false => Loaded::Whole(snapshot),
        }
    }

    pub(super) async fn position(&self) -> Result<Position> {
        let head = self.storage.head(self.org.into()).await?;
        head.map(Position::from)
            .ok_or_else(|| Error::not_found("org", self.org))
    }

    /// Whose rights have changed since a position.
    async fn changed_since(&self, since: Position) -> Result<Changed> {
        let upto = self.position().await?;
        // The entry at the position tells whether this is the same history.
        let mut after = since.seq.saturating_sub(1);
        let mut touches = BTreeSet::new();
        let mut read = 0;
        while after < upto.seq {
            let entries = self.storage.entries(self.org.into(), after, SLICE_ENTRIES);
            let entries = entries.await?;
            read += entries.len();
            for entry in entries.iter().filter(|entry| entry.seq <= upto.seq) {
                let is_of_this = entry.seq != since.seq || entry.hash == since.hash;
                let touched = touched(entry)?;
                if entry.seq != after + 1 || !is_of_this {
                    return Ok(Changed::Everything);
                }
                after = entry.seq;
                match touched {
                    _ if entry.seq == since.seq => {}
                    Some(touched) => touches.extend(touched),
                    None => return Ok(Changed::Everything),
                }
            }
            if entries.is_empty() || read > FOLLOWED_ENTRIES_MAX {
                return Ok(Changed::Everything);
            }
        }
        if upto.seq < since.seq || (upto.seq == since.seq && upto.hash != since.hash) {
            return Ok(Changed::Everything);
        }
        Ok(Changed::These(touches, upto))
    }

    /// Reads again what was touched. Answers whether nobody's rights have changed meanwhile, so
    /// that the snapshot is as of that position: else what it holds is of several.
    async fn read_again(
        &self,
        snapshot: &mut Snapshot,
        touches: &BTreeSet<Touch>,
        upto: Position,
    ) -> Result<bool> {
        let mut still = Still(upto.rights, true);
        let defines = |touch: &Touch| matches!(touch, Touch::Role(_) | Touch::Permission(_));
        let is_redefined = touches.iter().any(defines);
        if is_redefined {
            let (names, roles) = self.names_and_roles(&mut still).await?;
            (snapshot.names, snapshot.roles) = (Arc::new(names), Arc::new(roles));
        }
        let mut teams = Vec::new();
        for touch in touches {
            if let Touch::Team(team) = touch
                && let Some(planted) = self.planted(*team, &mut still).await?
            {
                teams.push((*team, planted));
            }
        }
        let is_replanted = !teams.is_empty();
        if is_replanted {
            snapshot.tree = Arc::new(snapshot.tree.with(teams));
        }
        for touch in touches {
            let principal = match touch {
                Touch::User(id) => Principal::User(*id),
                Touch::Service(id) => Principal::Service(*id),
                Touch::Object(object) if object.must_be_the_products().is_err() => continue,
                Touch::Object(object) => {
                    let of = GrantsOf::Object(object.clone());
                    let all = Keyset::first(GRANTS_MAX as u32);
                    let grants = self.storage.grants(&self.view, &of, all).await?;
                    snapshot.put_object(object.kind(), object.id(), &still.see(grants));
                    continue;
                }
                _ => continue,
            };
            let read = self.member(principal, &mut still).await?;
            snapshot.put_member(principal, read);
        }
        if is_redefined || is_replanted {
            snapshot.close();
        }
        if still.1 {
            snapshot.position = upto;
        }
        Ok(still.1)
    }

    pub(super) async fn names_and_roles(&self, still: &mut Still) -> Result<(Names, Roles)> {
        let all = Keyset::first(PERMISSIONS_MAX as u32);
        let own = still.see(self.storage.permissions(&self.view, all).await?);
        let names = Names::of(&own);
        let all = Keyset::first(ROLES_MAX as u32);
        let own = still.see(self.storage.roles(&self.view, all).await?);
        let built_in = Role::ALL.map(|role| RoleInfo::of_built_in(self.org, role, Time::MIN));
        let roles = built_in.iter().chain(&own);
        let roles = roles.map(|role| (role.id, Kept::of(role, &names)));
        let roles = roles.collect();
        Ok((names, roles))
    }

    /// A team, unless it is gone: then it was told that everybody is touched.
    async fn planted(&self, team: TeamId, still: &mut Still) -> Result<Option<Planted>> {
        let found = still.see(self.storage.team(&self.view, team).await?);
        let Some(found) = found else {
            return Ok(None);
        };
        let mut given = [Vec::new(), Vec::new()];
        for (holder, given) in [Holder::Team(team), Holder::Subtree(team)]
            .into_iter()
            .zip(&mut given)
        {
            let of = AssignmentsOf::Holder(holder);
            let all = Keyset::first(ASSIGNMENTS_MAX as u32);
            let rows = self.storage.assignments(&self.view, of, all).await?;
            *given = still.see(rows).iter().map(Given::of).collect();
        }
        let [members, subtree] = given;
        Ok(Some(Planted {
            parent: found.parent,
            members,
            subtree,
        }))
    }

    async fn member(&self, principal: Principal, still: &mut Still) -> Result<Option<Read>> {
        let found = self.storage.standing(&self.view, Some(principal)).await?;
        let found = found.ok_or_else(|| Error::not_found("org", self.org))?;
        let standing = still.see(found);
        let own = standing
            .assigned
            .iter()
            .map(|assigned| &assigned.assignment);
        let own = own.filter(|given| given.holder.principal() == Some(principal));
        let given = own.map(Given::of).collect();
        Ok(standing.member.map(|member| Read {
            member,
            teams: standing.team_roles.into(),
            given,
        }))
    }
}

/// Which position of rights is read at, and whether all reads so far were.
pub(super) struct Still(pub(super) u64, pub(super) bool);

impl Still {
    pub(super) fn see<T>(&mut self, seen: Seen<T>) -> T {
        self.1 &= seen.head.rights == self.0;
        seen.value
    }
}

/// Whom an entry touches; `None` stands for everybody.
fn touched(entry: &StoredEntry) -> Result<Option<Vec<Touch>>> {
    if entry.effect == Effect::None {
        return Ok(Some(Vec::new()));
    }
    Ok(Some(entry.touches()?).filter(|touches| !touches.is_empty()))
}
