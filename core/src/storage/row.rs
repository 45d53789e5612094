//! Rows as data: what a batch writes, how each row is named, what must be unique.

use uuid::Uuid;

use super::Scope;
use crate::Time;
use crate::access::Principal;
use crate::directory::{Affiliation, DepartedOrg, Directory, Slug, StoredKey, Subject, User};
use crate::journal::Checkpoint;
use crate::orgs::{Member, Org, Service};
use crate::teams::{Team, TeamMember};
use crate::{KeyId, OrgId, ServiceId, TeamId, UserId};

/// Names a row inside its scope. The scope stands beside it, so a key alone finds nothing.
///
/// Keys sort by table, in an order in which rows can be written one after the other.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Key {
    /// A directory's own row.
    Directory,
    /// A person.
    User(UserId),
    /// An API key.
    ApiKey(KeyId),
    /// A vouched subject: issuer and the issuer's name for the person.
    Subject(String, String),
    /// A slug.
    Slug(String),
    /// Who belongs where.
    Affiliation(UserId, OrgId),
    /// A deleted organisation.
    Departed(OrgId),
    /// An organisation's own row.
    Org,
    /// A member, by the principal's bare id.
    Member(Uuid),
    /// A service account.
    Service(ServiceId),
    /// A team.
    Team(TeamId),
    /// A member of a team, by the principal's bare id.
    TeamMember(TeamId, Uuid),
    /// A checkpoint of the journal.
    Checkpoint(u64),
}

impl Key {
    /// Whether rows of this name live in scopes of this kind.
    #[must_use]
    pub fn belongs_to(&self, scope: Scope) -> bool {
        let of_directory = matches!(
            self,
            Self::Directory
                | Self::User(_)
                | Self::ApiKey(_)
                | Self::Subject(..)
                | Self::Slug(_)
                | Self::Affiliation(..)
                | Self::Departed(_)
        );
        of_directory == matches!(scope, Scope::Directory(_))
    }
}

/// A value that only one row of its scope may have.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Unique {
    /// The key of a person's e-mail address.
    Email(String),
    /// A person's username.
    Username(String),
    /// A service account's folded name.
    ServiceName(String),
}

impl Unique {
    /// The input field that holds the value.
    #[must_use]
    pub fn field(&self) -> &'static str {
        match self {
            Self::Email(_) => "email",
            Self::Username(_) => "username",
            Self::ServiceName(_) => "name",
        }
    }
}

/// A counter that is kept in the same commit as what it counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Counter {
    /// Owners of the organisation who are not suspended.
    Owners,
    /// Members of the organisation.
    Members,
    /// Service accounts of the organisation.
    Services,
    /// Teams of the organisation.
    Teams,
    /// API keys of one principal that are neither revoked nor replaced.
    Keys(Uuid),
    /// API keys of one principal that were replaced and still work. Nobody keeps it, since
    /// they end by the clock: a store counts them at the time of the commit.
    ReplacedKeys(Uuid),
    /// Subjects that stand for one person.
    Subjects(UserId),
    /// Organisations that one person belongs to. Nobody keeps it: a store that is asked for
    /// it counts the person's [`Affiliation`]s, so that what removes many at once does not
    /// have to count for each person.
    Orgs(UserId),
}

impl Counter {
    /// The stable name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Owners => "owners",
            Self::Members => "members",
            Self::Services => "services",
            Self::Teams => "teams",
            Self::Keys(_) => "keys",
            Self::ReplacedKeys(_) => "replaced_keys",
            Self::Subjects(_) => "subjects",
            Self::Orgs(_) => "orgs",
        }
    }

    /// Whether it is written where it ends, or counted whenever it is asked for.
    #[must_use]
    pub const fn is_kept(self) -> bool {
        !matches!(self, Self::Orgs(_) | Self::ReplacedKeys(_))
    }

    /// What it counts for; nil if for the whole scope.
    #[must_use]
    pub const fn of(self) -> Uuid {
        match self {
            Self::Keys(owner) | Self::ReplacedKeys(owner) => owner,
            Self::Orgs(user) | Self::Subjects(user) => user.uuid(),
            _ => Uuid::nil(),
        }
    }
}

/// A row of one of the tables.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Row {
    /// A directory.
    Directory(Directory),
    /// A person.
    User(User),
    /// An API key.
    ApiKey(StoredKey),
    /// A vouched subject.
    Subject(Subject),
    /// A slug.
    Slug(Slug),
    /// Who belongs where.
    Affiliation(Affiliation),
    /// A deleted organisation. Sequence, hash and time are filled in by the store.
    Departed(DepartedOrg),
    /// An organisation.
    Org(Org),
    /// A member.
    Member(Member),
    /// A service account.
    Service(Service),
    /// A team.
    Team(Team),
    /// A member of a team.
    TeamMember(TeamMember),
    /// A checkpoint.
    Checkpoint(Checkpoint),
}

impl Row {
    /// The scope that the row says it is in.
    #[must_use]
    pub fn scope(&self) -> Scope {
        match self {
            Self::Directory(row) => row.id.into(),
            Self::User(row) => row.directory.into(),
            Self::ApiKey(row) => row.key.directory.into(),
            Self::Subject(row) => row.directory.into(),
            Self::Slug(row) => row.directory.into(),
            Self::Affiliation(row) => row.directory.into(),
            Self::Departed(row) => row.directory.into(),
            Self::Org(row) => row.id.into(),
            Self::Member(row) => row.org.into(),
            Self::Service(row) => row.org.into(),
            Self::Team(row) => row.org.into(),
            Self::TeamMember(row) => row.org.into(),
            Self::Checkpoint(row) => row.org.into(),
        }
    }

    /// The row's name inside its scope.
    #[must_use]
    pub fn key(&self) -> Key {
        match self {
            Self::Directory(_) => Key::Directory,
            Self::User(row) => Key::User(row.id),
            Self::ApiKey(row) => Key::ApiKey(row.key.id),
            Self::Subject(row) => Key::Subject(row.issuer.clone(), row.subject.clone()),
            Self::Slug(row) => Key::Slug(row.slug.clone()),
            Self::Affiliation(row) => Key::Affiliation(row.user, row.org),
            Self::Departed(row) => Key::Departed(row.org),
            Self::Org(_) => Key::Org,
            Self::Member(row) => Key::Member(row.principal.uuid()),
            Self::Service(row) => Key::Service(row.id),
            Self::Team(row) => Key::Team(row.id),
            Self::TeamMember(row) => Key::TeamMember(row.team, row.principal.uuid()),
            Self::Checkpoint(row) => Key::Checkpoint(row.seq),
        }
    }

    /// The row's version; 1 for rows that are never changed, only made and removed.
    #[must_use]
    pub fn version(&self) -> u64 {
        match self {
            Self::Directory(row) => row.version,
            Self::User(row) => row.version,
            Self::ApiKey(row) => row.key.version,
            Self::Org(row) => row.version,
            Self::Member(row) => row.version,
            Self::Service(row) => row.version,
            Self::Team(row) => row.version,
            Self::TeamMember(row) => row.version,
            Self::Subject(_)
            | Self::Slug(_)
            | Self::Affiliation(_)
            | Self::Departed(_)
            | Self::Checkpoint(_) => 1,
        }
    }

    /// The values of the row that no other row of the scope may have.
    #[must_use]
    pub fn uniques(&self) -> Vec<Unique> {
        match self {
            Self::User(row) => vec![
                Unique::Email(row.email_key()),
                Unique::Username(row.username.clone()),
            ],
            Self::Service(row) => vec![Unique::ServiceName(row.name_key())],
            _ => Vec::new(),
        }
    }

    /// The bare id that owns the row's unique values.
    #[must_use]
    pub fn owner(&self) -> Uuid {
        match self {
            Self::User(row) => row.id.uuid(),
            Self::Service(row) => row.id.uuid(),
            _ => Uuid::nil(),
        }
    }

    /// Puts the time of the commit where the row waits for it.
    pub fn stamp(&mut self, at: Time) {
        match self {
            Self::Directory(row) => row.stamp(at),
            Self::User(row) => row.stamp(at),
            Self::ApiKey(row) => row.key.stamp(at),
            Self::Subject(row) => row.stamp(at),
            Self::Departed(row) => row.stamp(at),
            Self::Org(row) => row.stamp(at),
            Self::Member(row) => row.stamp(at),
            Self::Service(row) => row.stamp(at),
            Self::Team(row) => row.stamp(at),
            Self::TeamMember(row) => row.stamp(at),
            Self::Checkpoint(row) => row.stamp(at),
            Self::Slug(_) | Self::Affiliation(_) => {}
        }
    }
}

/// Something that carries times which only the commit knows.
pub trait Stamp {
    /// Replaces [`Time::OF_COMMIT`] by the time of the commit.
    fn stamp(&mut self, at: Time);
}

macro_rules! stamps {
    ($($name:ty { $($field:ident),* })*) => {$(
        impl Stamp for $name {
            fn stamp(&mut self, at: Time) {
                $(self.$field = self.$field.or_commit(at);)*
            }
        }
    )*};
}

stamps! {
    Directory { created_at, updated_at }
    User { created_at, updated_at }
    Subject { created_at }
    DepartedOrg { deleted_at }
    Org { created_at, updated_at }
    Member { created_at, updated_at }
    Service { created_at, updated_at }
    Team { created_at, updated_at }
    TeamMember { created_at, updated_at }
    Checkpoint { created_at }
}

impl Stamp for crate::directory::ApiKey {
    fn stamp(&mut self, at: Time) {
        self.created_at = self.created_at.or_commit(at);
        self.updated_at = self.updated_at.or_commit(at);
        self.revoked_at = self.revoked_at.map(|time| time.or_commit(at));
    }
}

impl Stamp for crate::orgs::PurgeProgress {
    fn stamp(&mut self, _: Time) {}
}

impl Stamp for () {
    fn stamp(&mut self, _: Time) {}
}

/// Removes many rows at once. Rows that the same group adds later stay.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Sweep {
    /// Everybody's membership of a team.
    TeamMembers(TeamId),
    /// Somebody's membership of every team.
    TeamsOf(Principal),
    /// Everybody's belonging to an organisation, in its directory.
    Affiliations(OrgId),
    /// Every API key of a principal, and where its counter stands.
    KeysOf(Principal),
    /// Every API key of an organisation's service accounts, and where their counters stand. A
    /// person's key that opens this organisation alone is the person's.
    ServiceKeys(OrgId),
    /// The API keys of a principal that work no more at a moment and that nothing counts: those
    /// that were revoked, and those that were replaced and are over. One that somebody looks at
    /// just then, or that the same group writes, may stay for the next time.
    EndedKeys(Principal, Time),
}

impl Sweep {
    /// Whether a row is removed. Where only its name is known, whether it may be.
    #[must_use]
    pub fn covers(self, key: &Key, row: Option<&Row>) -> bool {
        match (self, key) {
            (Self::TeamMembers(swept), Key::TeamMember(team, _)) => swept == *team,
            (Self::TeamsOf(swept), Key::TeamMember(_, principal)) => swept.uuid() == *principal,
            (Self::Affiliations(swept), Key::Affiliation(_, org)) => swept == *org,
            (_, Key::ApiKey(_)) => match row {
                Some(Row::ApiKey(stored)) => self.covers_key(stored),
                _ => matches!(self, Self::KeysOf(_) | Self::ServiceKeys(_)),
            },
            _ => false,
        }
    }

    /// Whether it may remove what a counter counts.
    #[must_use]
    pub fn moves(self, counter: Counter) -> bool {
        match (self, counter) {
            (Self::Affiliations(_), Counter::Orgs(_))
            | (Self::ServiceKeys(_), Counter::ReplacedKeys(_)) => true,
            (Self::KeysOf(swept), Counter::ReplacedKeys(owner)) => swept.uuid() == owner,
            _ => false,
        }
    }

    fn covers_key(self, stored: &StoredKey) -> bool {
        let key = &stored.key;
        match self {
            Self::KeysOf(owner) => key.owner == owner,
            Self::ServiceKeys(org) => {
                matches!(key.owner, Principal::Service(_)) && key.org == Some(org)
            }
            Self::EndedKeys(owner, at) => {
                let is_over = key.expires_at.is_some_and(|end| end <= at);
                key.owner == owner
                    && (key.revoked_at.is_some() || (key.replaced_by.is_some() && is_over))
            }
            _ => false,
        }
    }
}
