//! The bare check: whether somebody may do something, from memory.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};
use std::time::Duration;

use uuid::Uuid;

use super::authority::Authority;
use super::tenant::Tenant;
use crate::access::snapshot::{Cell, Cells, On, Position, Said, Snapshot};
use crate::access::{Actor, CheckAccess, Object, PermissionName, Principal};
use crate::storage::Head;
use crate::{Error, LinkId, Result, ServiceId, TeamId, Time, UserId};

/// A handle that has looked at the store longer ago looks again: so late is known at most what
/// other processes have changed.
const LOOK_EVERY: u64 = Duration::from_secs(1).as_nanos() as u64;

/// How often a check reads on before it asks the store itself.
const READS_MAX: usize = 4;

/// What the checks of a handle and its clones share.
pub(super) struct Watch {
    cell: Arc<Cell>,
    /// When the store was last asked whether the caller's proof stands.
    looked_at: AtomicU64,
    /// What had ended by then.
    ended: AtomicU64,
    /// When the proof ends by itself, in microseconds.
    until: AtomicI64,
}

/// A moment from which the store is looked at.
pub(super) struct Look {
    at: u64,
    ended: u64,
    position: Option<Position>,
}

impl Look {
    pub(super) fn begin(cells: &Cells, cell: &Cell) -> Self {
        Self {
            at: cells.moment(),
            ended: cells.ended(),
            position: cell.position(),
        }
    }
}

impl Watch {
    pub(super) fn new(cell: Arc<Cell>, look: &Look, authority: &Authority) -> Self {
        let watch = Self {
            cell,
            looked_at: AtomicU64::new(0),
            ended: AtomicU64::new(0),
            until: AtomicI64::new(0),
        };
        watch.note(look, &authority.head, authority);
        watch
    }

    /// Begins to look at the store.
    pub(super) fn begin(&self, cells: &Cells) -> Look {
        Look::begin(cells, &self.cell)
    }

    /// Notes where a look has found the organisation, and that the caller's authority stood.
    pub(super) fn note(&self, look: &Look, head: &Head, authority: &Authority) {
        self.cell.note_look(head, look.at, look.position);
        let until = authority.account.valid_until.unwrap_or(Time::MAX);
        self.until.store(until.micros(), Ordering::Relaxed);
        self.ended.fetch_max(look.ended, Ordering::AcqRel);
        self.looked_at.fetch_max(look.at, Ordering::AcqRel);
    }

    /// Whether the caller's proof stood when it was last looked for, which was just now.
    #[inline]
    fn is_fresh(&self, cells: &Cells, now: impl Fn() -> Time) -> bool {
        let looked_at = self.looked_at.load(Ordering::Acquire);
        let until = self.until.load(Ordering::Relaxed);
        self.ended.load(Ordering::Acquire) == cells.ended()
            && cells.moment().saturating_sub(looked_at) < LOOK_EVERY
            && (until == Time::MAX.micros() || now().micros() < until)
    }
}

/// A question, as it was asked.
#[derive(Clone, Copy)]
struct Asked<'a> {
    /// Nobody by name is the link that asks.
    who: Option<Principal>,
    permission: &'a str,
    on: On<'a>,
}

impl<'a> Asked<'a> {
    #[inline]
    fn read(own: Actor, who: &str, permission: &'a str, on: Option<&'a str>) -> Result<Self> {
        let who = match named(who) {
            Some(("user", id)) => Some(Principal::User(UserId::from_uuid(id))),
            Some(("service", id)) => Some(Principal::Service(ServiceId::from_uuid(id))),
            Some(("link", id)) if own == Actor::Link(LinkId::from_uuid(id)) => None,
            _ => {
                return Err(Error::invalid(
                    "who",
                    "must be such as `user:0190…` or `service:0190…`",
                ));
            }
        };
        let on = match on.map(named) {
            None => On::default(),
            Some(Some(("team", id))) => On {
                team: Some(TeamId::from_uuid(id)),
                object: None,
            },
            Some(Some((kind, id))) if Object::is_kind(kind) => On {
                team: None,
                object: Some((kind, id)),
            },
            Some(_) => {
                let why = "must be such as `team:0190…`, or an object";
                return Err(Error::invalid("on", why));
            }
        };
        Ok(Self {
            who,
            permission,
            on,
        })
    }

    /// What an operation asks, if it is about anybody.
    fn of(check: &'a CheckAccess, own: Option<Principal>) -> Option<Self> {
        let object = check.object.as_ref();
        Some(Self {
            who: Some(check.principal.or(own)?),
            permission: check.permission.as_str(),
            on: On {
                team: check.team,
                object: object.map(|object| (object.kind(), object.id())),
            },
        })
    }

    /// The same question, for the store.
    fn in_full(self) -> Result<CheckAccess> {
        let permission: PermissionName = self.permission.parse()?;
        let object = self.on.object;
        Ok(CheckAccess {
            permission,
            team: self.on.team,
            object: object.map(|(kind, id)| Object::new(kind, id)).transpose()?,
            principal: self.who,
            at_least: None,
        })
    }
}

/// A kind and an id.
#[inline]
fn named(text: &str) -> Option<(&str, Uuid)> {
    let (kind, id) = text.split_once(':')?;
    Some((kind, Uuid::try_parse_ascii(id.as_bytes()).ok()?))
}

impl Tenant {
    /// Whether somebody may do something: in the organisation, on a team, `team:0190…`, or on an
    /// object, `doc:0190…`. Who is `user:0190…` or `service:0190…`, or the link that asks itself,
    /// `link:0190…`.
    ///
    /// Answers what `access.check` does, and from memory: for each organisation that is asked
    /// about, the library keeps who may do what, and follows the journal. Objects that Tenantry
    /// keeps itself, such as projects, are asked of the store. Use it where a check
    /// must cost next to nothing, such as for each line of a list; operations make their own
    /// decision on what the store knows.
    ///
    /// After a change of this process has returned, no check allows what it has taken, nor
    /// refuses what it has given; what other processes change is known within a second. If the
    /// store cannot be asked by then, this is an error. Expiry is exact.
    ///
    /// Everybody may ask about themselves, and is answered for the API key that they present.
    /// Asking about others takes `members.read`.
    ///
    /// # Errors
    /// `Invalid` for what cannot be read; those of `access.check`; those of the store.
    ///
    /// ```no_run
    /// # async fn example(acme: tenantry::Tenant, reader: &str) -> tenantry::Result<()> {
    /// let doc = "doc:01900000-0000-7000-8000-000000000001";
    /// if acme.allows(reader, "docs.publish", Some(doc)).await? {
    ///     println!("published");
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub async fn allows(&self, who: &str, permission: &str, on: Option<&str>) -> Result<bool> {
        let asked = Asked::read(self.actor(), who, permission, on)?;
        if let Some(allowed) = self.at_once(asked) {
            return Ok(allowed);
        }
        // Apart, so that what is ready at once allocates nothing.
        Box::pin(self.after_reading(asked)).await
    }

    /// The answer, if it is known without asking the store.
    #[inline]
    fn at_once(&self, asked: Asked<'_>) -> Option<bool> {
        let cells = &self.caller.tenantry.library.cells;
        let now = || self.storage().now();
        if !self.watch.is_fresh(cells, now) {
            return None;
        }
        let snapshot = self.watch.cell.snapshot()?;
        let snapshot = snapshot.as_deref()?;
        let allowed = self.decided(snapshot, asked)?;
        (allowed || self.watch.cell.is_newest(snapshot)).then_some(allowed)
    }

    /// What a snapshot says, to somebody who may ask.
    #[inline]
    fn decided(&self, snapshot: &Snapshot, asked: Asked<'_>) -> Option<bool> {
        if !self.may_ask(snapshot, asked) {
            return None;
        }
        let now = || self.storage().now();
        match snapshot.decide(asked.who?, asked.permission, asked.on, now) {
            Said::Allowed => Some(true),
            Said::Refused => Some(false),
            Said::Unknown => None,
        }
    }

    /// Whether the caller may ask this and be answered for all that is held: whoever may not, or
    /// is cut to what a key carries, is told so by the store.
    #[inline]
    fn may_ask(&self, snapshot: &Snapshot, asked: Asked<'_>) -> bool {
        let identity = &self.caller.identity;
        let Some(own) = identity.actor.principal() else {
            // The system enters what is suspended, too; of links the store alone knows.
            return identity.is_system() && snapshot.is_active();
        };
        let is_own = Some(own) == asked.who;
        if !identity.carries(if is_own {
            asked.permission
        } else {
            "members.read"
        }) {
            return false;
        }
        match is_own {
            true => snapshot.is_present(own),
            false => snapshot.may_ask(own, || self.storage().now()),
        }
    }

    async fn after_reading(&self, asked: Asked<'_>) -> Result<bool> {
        let library = &self.caller.tenantry.library;
        let (cells, cell) = (&library.cells, &self.watch.cell);
        let reads = match self.caller.identity.link() {
            Some(_) => 0,
            None => READS_MAX,
        };
        for _ in 0..reads {
            let now = || self.storage().now();
            if !self.watch.is_fresh(cells, now) {
                self.look_again().await?;
            }
            if cell.is_too_large(cells) {
                break;
            }
            if let Some(allowed) = self.at_once(asked) {
                return Ok(allowed);
            }
            let snapshot = cell.snapshot();
            let is_newest = snapshot.is_some_and(|snapshot| {
                let snapshot = snapshot.as_deref();
                snapshot.is_some_and(|snapshot| cell.is_newest(snapshot))
            });
            if is_newest {
                // It knows all that there is, and the answer is not in it.
                break;
            }
            cell.read_on(cells, &library.storage, true).await?;
        }
        let answer = self.access().check(asked.in_full()?).await?;
        Ok(answer.allowed)
    }

    /// What is allowed of several things, and where the store stands, which is looked at in one
    /// read: by the snapshot, if that is as of there. `None` if some of it is not known so.
    pub(crate) async fn known(&self, checks: &[CheckAccess]) -> Result<Option<(Vec<bool>, Head)>> {
        let library = &self.caller.tenantry.library;
        let (cells, cell) = (&library.cells, &self.watch.cell);
        let wholly = cell.is_often_asked();
        let is_known = (cell.is_read() || wholly) && !cell.is_too_large(cells);
        if !is_known || self.caller.identity.link().is_some() {
            return Ok(None);
        }
        for _ in 0..READS_MAX {
            let look = self.watch.begin(cells);
            let seen = self.storage().look(&self.view()).await?;
            let head = seen.head;
            self.see(seen)?;
            self.watch.note(&look, &head, &self.authority());
            if let Some(snapshot) = cell.snapshot_at(&head) {
                let own = self.actor().principal();
                let decided = |check| self.decided(&snapshot, Asked::of(check, own)?);
                let allowed: Option<_> = checks.iter().map(decided).collect();
                return Ok(allowed.map(|allowed| (allowed, head)));
            }
            cell.read_on(cells, &library.storage, wholly).await?;
        }
        Ok(None)
    }
}
