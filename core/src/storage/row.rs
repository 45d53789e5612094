//! Rows as data: what a batch writes.

use std::collections::BTreeSet;

use uuid::Uuid;

use super::{Key, Scope, Unique};
use crate::Time;
use crate::access::{Assignment, Grant, PermissionInfo, RoleInfo, StoredGrant};
use crate::directory::{Affiliation, DepartedOrg, Directory, Slug, StoredKey, Subject, User};
use crate::journal::Checkpoint;
use crate::orgs::{Member, Org, Service};
use crate::projects::Project;
use crate::tasks::{Label, Status, Tally, Task, TaskComment, TransitionedTask};
use crate::teams::{Team, TeamMember};

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
    /// A project.
    Project(Project),
    /// A status of the organisation's own.
    Status(Status),
    /// A label.
    Label(Label),
    /// A task, with whom it is assigned to and its labels, as far as there are such.
    Task(Task),
    /// A comment on a task.
    TaskComment(TaskComment),
    /// A permission of the organisation's own.
    Permission(PermissionInfo),
    /// A role of the organisation's own.
    Role(RoleInfo),
    /// That somebody was given a role.
    Assignment(Assignment),
    /// That an object is shared with somebody.
    Grant(StoredGrant),
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
            Self::Project(row) => row.org.into(),
            Self::Status(row) => row.org.into(),
            Self::Label(row) => row.org.into(),
            Self::Task(row) => row.org.into(),
            Self::TaskComment(row) => row.org.into(),
            Self::Permission(row) => row.org.into(),
            Self::Role(row) => row.org.into(),
            Self::Assignment(row) => row.org.into(),
            Self::Grant(row) => row.grant.org.into(),
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
            Self::Project(row) => Key::Project(row.id),
            Self::Status(row) => Key::Status(row.id),
            Self::Label(row) => Key::Label(row.id),
            Self::Task(row) => Key::Task(row.id),
            Self::TaskComment(row) => Key::TaskComment(row.task, row.id),
            Self::Permission(row) => Key::Permission(row.id),
            Self::Role(row) => Key::Role(row.id),
            Self::Assignment(row) => Key::Assignment(row.id),
            Self::Grant(row) => Key::Grant(row.grant.id),
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
            Self::Project(row) => row.version,
            Self::Status(row) => row.version,
            Self::Label(row) => row.version,
            Self::Task(row) => row.version,
            Self::TaskComment(row) => row.version,
            Self::Permission(row) => row.version,
            Self::Role(row) => row.version,
            Self::Assignment(row) => row.version,
            Self::Grant(row) => row.grant.version,
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
            Self::Status(row) => vec![Unique::StatusName(row.name_key())],
            Self::Label(row) => vec![Unique::LabelName(row.name_key())],
            Self::Task(row) if !row.position.is_of_new(row.id) => {
                vec![Unique::Position(row.position.clone())]
            }
            Self::Permission(row) => vec![Unique::PermissionName(row.name.to_string())],
            Self::Role(row) => vec![Unique::RoleName(row.name_key())],
            Self::Assignment(row) => vec![Unique::Assigned(row.holder, row.role, row.team)],
            Self::Grant(StoredGrant { grant, .. }) => {
                vec![Unique::Shared(grant.object.clone(), grant.holder)]
            }
            _ => Vec::new(),
        }
    }

    /// The bare id that owns the row's unique values.
    #[must_use]
    pub fn owner(&self) -> Uuid {
        match self {
            Self::User(row) => row.id.uuid(),
            Self::Service(row) => row.id.uuid(),
            Self::Status(row) => row.id.uuid(),
            Self::Label(row) => row.id.uuid(),
            Self::Task(row) => row.id.uuid(),
            Self::Permission(row) => row.id.uuid(),
            Self::Role(row) => row.id.uuid(),
            Self::Assignment(row) => row.id.uuid(),
            Self::Grant(row) => row.grant.id.uuid(),
            _ => Uuid::nil(),
        }
    }

    /// What the row is counted in, beside the counters that are moved by themselves.
    #[must_use]
    pub fn tallies(&self) -> BTreeSet<Tally> {
        match self {
            Self::Task(row) => row.tallies(),
            _ => BTreeSet::new(),
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
            Self::Project(row) => row.stamp(at),
            Self::Status(row) => row.stamp(at),
            Self::Label(row) => row.stamp(at),
            Self::Task(row) => row.stamp(at),
            Self::TaskComment(row) => row.stamp(at),
            Self::Permission(row) => row.stamp(at),
            Self::Role(row) => row.stamp(at),
            Self::Assignment(row) => row.stamp(at),
            Self::Grant(row) => row.grant.stamp(at),
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
    Project { created_at, updated_at }
    Status { created_at, updated_at }
    Label { created_at, updated_at }
    TaskComment { created_at, updated_at }
    PermissionInfo { created_at, updated_at }
    RoleInfo { created_at, updated_at }
    Assignment { created_at, updated_at }
    Grant { created_at, updated_at }
    Checkpoint { created_at }
}

impl Stamp for crate::directory::ApiKey {
    fn stamp(&mut self, at: Time) {
        self.created_at = self.created_at.or_commit(at);
        self.updated_at = self.updated_at.or_commit(at);
        self.revoked_at = self.revoked_at.map(|time| time.or_commit(at));
    }
}

impl Stamp for Task {
    fn stamp(&mut self, at: Time) {
        self.created_at = self.created_at.or_commit(at);
        self.updated_at = self.updated_at.or_commit(at);
        self.completed_at = self.completed_at.map(|time| time.or_commit(at));
        self.deleted_at = self.deleted_at.map(|time| time.or_commit(at));
        for assignee in &mut self.assignees {
            assignee.assigned_at = assignee.assigned_at.or_commit(at);
        }
    }
}

impl Stamp for TransitionedTask {
    fn stamp(&mut self, at: Time) {
        self.task.stamp(at);
        if let Some(next) = &mut self.next {
            next.stamp(at);
        }
    }
}

impl Stamp for crate::orgs::PurgeProgress {
    fn stamp(&mut self, _: Time) {}
}

impl Stamp for () {
    fn stamp(&mut self, _: Time) {}
}
