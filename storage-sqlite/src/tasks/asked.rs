//! What a list of tasks is asked for, as the statements take it.

use rusqlite::{ToSql, named_params};
use tenantry::access::{Level, Principal, Visible};
use tenantry::storage::TasksOf;
use tenantry::tasks::Assignee;
use tenantry::{LabelId, OrgId, ProjectId, StatusId, TaskId, TeamId, Time};
use uuid::Uuid;

use super::texts;
use crate::query::{hex, json};

/// What somebody may see, and what of it they ask for.
pub(super) struct Asked {
    pub(super) org: Uuid,
    pub(super) all: bool,
    /// JSON: the teams whose things are seen, with all below them.
    pub(super) teams: String,
    pub(super) owner_kind: Option<&'static str>,
    pub(super) owner: Option<Uuid>,
    /// JSON: kinds and ids of the holders that somebody sees as.
    pub(super) holders: String,
    /// The same, one by one.
    pub(super) held: Vec<(&'static str, Uuid)>,
    /// JSON: the levels that are enough.
    pub(super) levels: String,
    pub(super) has_assigned: bool,
    pub(super) joined_at: i64,
    pub(super) now: i64,
    pub(super) shared: bool,
    status: Option<Uuid>,
    category: Option<&'static str>,
    assignee_kind: Option<&'static str>,
    assignee: Option<Uuid>,
    of_owner_kind: Option<&'static str>,
    of_owner: Option<Uuid>,
    team: Option<Uuid>,
    project: Option<Uuid>,
    parent: Option<Uuid>,
    label: Option<Uuid>,
    due_from: Option<i64>,
    due_before: Option<i64>,
    terms: Option<String>,
}

impl Asked {
    pub(super) fn new(org: OrgId, visible: &Visible, of: &TasksOf) -> Self {
        let teams: Vec<Uuid> = visible.teams.iter().map(|team| team.uuid()).collect();
        let holders = visible.holders.iter();
        let held: Vec<_> = holders
            .map(|holder| (holder.kind(), holder.uuid()))
            .collect();
        let enough = Level::ALL
            .into_iter()
            .filter(|level| *level >= visible.level);
        Self {
            org: org.uuid(),
            all: visible.all,
            teams: ids(&teams),
            owner_kind: visible.owner.map(Principal::kind),
            owner: visible.owner.map(Principal::uuid),
            holders: json(
                held.iter()
                    .map(|(kind, id)| vec![(*kind).to_owned(), hex(*id)]),
            ),
            held,
            levels: json(enough.map(Level::name)),
            has_assigned: Assignee::LEVEL >= visible.level,
            joined_at: visible.joined_at.micros(),
            now: visible.now.micros(),
            shared: of.shared,
            status: of.status.map(StatusId::uuid),
            category: of.category.map(|category| category.name()),
            assignee_kind: of.assignee.map(|holder| holder.kind()),
            assignee: of.assignee.map(|holder| holder.uuid()),
            of_owner_kind: of.owner.map(Principal::kind),
            of_owner: of.owner.map(Principal::uuid),
            team: of.team.map(TeamId::uuid),
            project: of.project.map(ProjectId::uuid),
            parent: of.parent.map(TaskId::uuid),
            label: of.label.map(LabelId::uuid),
            due_from: of.due_from.map(Time::micros),
            due_before: of.due_before.map(Time::micros),
            terms: texts::matching(&of.terms),
        }
    }

    /// Each by its name.
    pub(super) fn params(&self) -> Vec<(&'static str, &dyn ToSql)> {
        named_params! {
            ":org": self.org,
            ":all": self.all,
            ":teams": self.teams,
            ":owner_kind": self.owner_kind,
            ":owner": self.owner,
            ":holders": self.holders,
            ":levels": self.levels,
            ":has_assigned": self.has_assigned,
            ":joined_at": self.joined_at,
            ":now": self.now,
            ":shared": self.shared,
            ":status": self.status,
            ":category": self.category,
            ":assignee_kind": self.assignee_kind,
            ":assignee": self.assignee,
            ":of_owner_kind": self.of_owner_kind,
            ":of_owner": self.of_owner,
            ":team": self.team,
            ":project": self.project,
            ":parent": self.parent,
            ":label": self.label,
            ":due_from": self.due_from,
            ":due_before": self.due_before,
            ":terms": self.terms,
        }
        .to_vec()
    }
}

/// Ids as one value, which a statement can look into.
pub(super) fn ids(ids: &[Uuid]) -> String {
    json(ids.iter().map(|id| hex(*id)))
}
