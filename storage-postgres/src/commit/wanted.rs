//! What a group asks for, by the names that the statements of a lookup know it by.

use tenantry::TeamId;
use tenantry::storage::{Counter, Facts, Key, Scope, Unique};
use uuid::Uuid;

use crate::row::int;

/// Something that is asked for, by the names that the statements know it by.
pub(super) struct Wanted<'a> {
    pub(super) scope: Uuid,
    pub(super) fact: Fact<'a>,
    pub(super) what: &'static str,
    pub(super) id: Uuid,
    pub(super) other_id: Uuid,
    pub(super) team: Option<Uuid>,
    pub(super) number: i64,
    pub(super) name: &'a str,
    pub(super) other_name: &'a str,
}

/// Where the answer goes.
pub(super) enum Fact<'a> {
    Row(&'a (Scope, Key)),
    Unique(&'a (Scope, Unique)),
    Counter(&'a (Scope, Counter)),
}

impl<'a> Wanted<'a> {
    fn new(scope: Scope, what: &'static str, fact: Fact<'a>) -> Self {
        Self {
            scope: scope.uuid(),
            fact,
            what,
            id: Uuid::nil(),
            other_id: Uuid::nil(),
            team: None,
            number: 0,
            name: "",
            other_name: "",
        }
    }

    fn id(self, id: Uuid) -> Self {
        Self { id, ..self }
    }

    fn name(self, name: &'a str) -> Self {
        Self { name, ..self }
    }

    /// A row, whose version is wanted.
    pub(super) fn row(row: &'a (Scope, Key)) -> Self {
        let new = |what| Self::new(row.0, what, Fact::Row(row));
        match &row.1 {
            Key::Directory => new("directory"),
            Key::User(id) => new("user").id(id.uuid()),
            Key::ApiKey(id) => new("api_key").id(id.uuid()),
            Key::Subject(issuer, subject) => Self {
                other_name: subject,
                ..new("subject").name(issuer)
            },
            Key::Slug(slug) => new("slug").name(slug),
            Key::Affiliation(user, org) => Self {
                other_id: org.uuid(),
                ..new("affiliation").id(user.uuid())
            },
            Key::Departed(org) => new("departed").id(org.uuid()),
            Key::Org => new("org"),
            Key::Member(id) => new("member").id(*id),
            Key::Service(id) => new("service").id(id.uuid()),
            Key::Team(id) => new("team").id(id.uuid()),
            Key::TeamMember(team, principal) => Self {
                other_id: *principal,
                ..new("team_member").id(team.uuid())
            },
            Key::Project(id) => new("project").id(id.uuid()),
            Key::Status(id) => new("status").id(id.uuid()),
            Key::Label(id) => new("label").id(id.uuid()),
            Key::Task(id) => new("task").id(id.uuid()),
            Key::TaskComment(task, comment) => Self {
                other_id: comment.uuid(),
                ..new("task_comment").id(task.uuid())
            },
            Key::Permission(id) => new("permission").id(id.uuid()),
            Key::Role(id) => new("role").id(id.uuid()),
            Key::Assignment(id) => new("assignment").id(id.uuid()),
            Key::Grant(id) => new("grant").id(id.uuid()),
            Key::Checkpoint(seq) => Self {
                number: int(*seq),
                ..new("checkpoint")
            },
        }
    }

    /// A unique value, whose owner is wanted.
    pub(super) fn unique(unique: &'a (Scope, Unique)) -> Self {
        let new = |what| Self::new(unique.0, what, Fact::Unique(unique));
        match &unique.1 {
            Unique::Email(email) => new("email").name(email),
            Unique::Username(username) => new("username").name(username),
            Unique::ServiceName(name) => new("service_name").name(name),
            Unique::PermissionName(name) => new("permission_name").name(name),
            Unique::RoleName(name) => new("role_name").name(name),
            Unique::StatusName(name) => new("status_name").name(name),
            Unique::LabelName(name) => new("label_name").name(name),
            Unique::Position(position) => new("position").name(position.as_str()),
            Unique::Assigned(holder, role, team) => Self {
                other_id: role.uuid(),
                team: team.map(TeamId::uuid),
                ..new("assigned").id(holder.uuid()).name(holder.kind())
            },
            Unique::Shared(object, holder) => Self {
                other_id: holder.uuid(),
                other_name: holder.kind(),
                ..new("shared").id(object.id()).name(object.kind())
            },
        }
    }

    /// A counter, whose value is wanted.
    pub(super) fn counter(counter: &'a (Scope, Counter)) -> Self {
        let new = |what| Self::new(counter.0, what, Fact::Counter(counter)).id(counter.1.of());
        let name = counter.1.name();
        match counter.1.is_kept() {
            true => new("counter").name(name),
            false => new(name),
        }
    }
}

impl Fact<'_> {
    /// Whose fact it is.
    pub(super) fn scope(&self) -> Scope {
        match self {
            Self::Row((scope, _)) | Self::Unique((scope, _)) | Self::Counter((scope, _)) => *scope,
        }
    }

    /// Puts the answer where it belongs.
    pub(super) fn found(&self, value: i64, owner: Option<Uuid>, facts: &mut Facts) {
        match self {
            Self::Row(row) => {
                let version = u64::try_from(value).unwrap_or_default();
                facts.rows.insert((*row).clone(), version);
            }
            Self::Unique(unique) => {
                let owner = owner.unwrap_or_default();
                facts.uniques.insert((*unique).clone(), owner);
            }
            Self::Counter(counter) => {
                facts.counters.insert(**counter, value);
            }
        }
    }
}
