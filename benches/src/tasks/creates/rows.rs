//! The rows of a task that is created by hand: those that Tenantry writes, value for value.

use anyhow::Result;
use serde_json::json;
use sha2::{Digest, Sha256};
use tenantry::access::{Actor, Holder, Permission, Principal};
use tenantry::journal::{Audience, Effect, EntrySubject, Hash, StoredEntry, chain};
use tenantry::tasks::{Assignee, Category, Position, Priority, Task, terms};
use tenantry::{Clock, CommitId, Day, SystemClock, TaskId, Time};
use uuid::Uuid;

use super::scene::{Clerk, DESCRIPTION};
use crate::peer::Place;

/// The rows of one call.
pub(super) struct Created {
    pub(super) task: Task,
    /// What it is found by, and what that is compared by.
    pub(super) terms: String,
    pub(super) digest: [u8; 32],
    pub(super) entry: StoredEntry,
}

/// A row of the tallies that goes up by one.
pub(super) struct Tally {
    pub(super) kind: &'static str,
    pub(super) of: Uuid,
    pub(super) measure: &'static str,
    pub(super) status: Uuid,
    pub(super) day: i32,
}

impl Created {
    /// What a clerk creates, chained to what stands there.
    pub(super) fn new(clerk: &Clerk, place: &Place, number: u64) -> Result<Self> {
        let at = SystemClock.now().max(Time::from_micros(place.at));
        let task = task(clerk, number, at);
        let terms: Vec<String> = terms(task.org, &task.text()).into_iter().collect();
        let terms = terms.join(" ");
        Ok(Self {
            digest: Sha256::digest(&terms).into(),
            terms,
            entry: entry(clerk, place, &task)?,
            task,
        })
    }

    /// The counts that it is in: the organisation's, its team's, its owner's, and those of whom
    /// it is assigned to.
    pub(super) fn tallies(&self, clerk: &Clerk) -> [Tally; 8] {
        let whose = [
            ("org", Uuid::nil()),
            ("team", clerk.team.uuid()),
            ("user", clerk.session.user.uuid()),
            ("user", clerk.assignee.uuid()),
        ];
        let of = |place: usize| {
            let (kind, of) = whose[place / 2];
            let (measure, status, day) = match place % 2 {
                0 => ("status", self.task.status.uuid(), 0),
                _ => ("created", Uuid::nil(), Day::of(self.task.created_at).days()),
            };
            Tally {
                kind,
                of,
                measure,
                status,
                day,
            }
        };
        std::array::from_fn(of)
    }
}

fn task(clerk: &Clerk, number: u64, at: Time) -> Task {
    let id = TaskId::from_uuid(Uuid::now_v7());
    Task {
        org: clerk.session.org,
        id,
        title: clerk.title(number),
        description: Some(DESCRIPTION.to_owned()),
        owner: Principal::User(clerk.session.user),
        team: Some(clerk.team),
        project: None,
        parent: None,
        status: Category::Todo.built_in_status(),
        category: Category::Todo,
        priority: Priority::None,
        due_on: None,
        due_at: None,
        repeat: None,
        assignees: vec![Assignee {
            holder: Holder::User(clerk.assignee),
            assigned_at: at,
        }],
        labels: vec![clerk.label],
        links: Vec::new(),
        position: Position::of_new(id),
        completed_at: None,
        shared_until: None,
        deleted_at: None,
        version: 1,
        created_at: at,
        updated_at: at,
    }
}

fn entry(clerk: &Clerk, place: &Place, task: &Task) -> Result<StoredEntry> {
    let body = json!({
        "assignees": [format!("user:{}", clerk.assignee)],
        "category": task.category.name(),
        "due": null,
        "owner": format!("user:{}", clerk.session.user),
        "parent": null,
        "project": null,
        "status": task.status.to_string(),
        "team": clerk.team.to_string(),
        "title": task.title,
    });
    let audience = Audience {
        sight: Some(Permission::TASKS_READ),
        teams: vec![clerk.team],
        people: vec![clerk.assignee.uuid()],
        object: Some(task.id.into()),
        holders: Vec::new(),
    };
    let mut entry = StoredEntry {
        scope: task.org.into(),
        seq: place.seq.cast_unsigned() + 1,
        at: task.created_at,
        commit: CommitId::from_uuid(Uuid::now_v7()),
        actor: Actor::User(clerk.session.user),
        on_behalf_of: None,
        reason: None,
        operation: "tasks.create".to_owned(),
        subject: EntrySubject {
            noun: "task".to_owned(),
            id: task.id.uuid(),
        },
        body: body.to_string(),
        audience: serde_json::to_string(&audience)?,
        effect: Effect::None,
        hash: Hash::default(),
    };
    entry.hash = chain::link(&place.hash, &entry);
    Ok(entry)
}
