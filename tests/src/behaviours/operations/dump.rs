//! Everything that a store keeps of one tenant, as text.

use std::fmt::Debug;

use tenantry::access::{Holder, Principal};
use tenantry::page::Keyset;
use tenantry::storage::{
    AssignmentsOf, GrantsOf, ProjectsOf, Scope, Storage, TasksOf, TeamsOf, View,
};
use tenantry::{DirectoryId, OrgId, UserId};

use super::neighbours::Neighbours;
use crate::fixture::{all_tasks, everything, of_all_days};
use crate::tenants::World;

const ALL: Keyset = Keyset::first(10_000);

/// What is of a tenant: its organisation, its people, and its directory if that is its own.
pub(super) async fn dump(neighbours: &Neighbours) -> Vec<String> {
    let theirs = &neighbours.theirs;
    let storage = &**theirs.tenantry.storage();
    let mut lines = organisation(storage, theirs.directory, theirs.org).await;
    for name in ["owner", "admin", "tess", "tim", "dan", "sleeper"] {
        let user = theirs.id(name).as_str().unwrap().parse().unwrap();
        lines.extend(person(storage, theirs, user).await);
    }
    if neighbours.are_apart() {
        lines.extend(directory(storage, theirs.directory).await);
    }
    lines
}

async fn organisation(storage: &dyn Storage, directory: DirectoryId, org: OrgId) -> Vec<String> {
    let view = view(org.into());
    let teams = storage.teams(&view, TeamsOf::Org, ALL).await.unwrap();
    let services = storage.services(&view, ALL).await.unwrap();
    let mut lines = vec![
        line("org", storage.standing(&view, None).await),
        line("members", storage.members(&view, ALL).await),
        line("checkpoints", storage.checkpoints(&view, 10_000).await),
    ];
    let given = storage.assignments(&view, AssignmentsOf::Org, ALL).await;
    let shared = storage.grants(&view, &GrantsOf::Org, ALL).await;
    let (sight, every) = (everything(), ProjectsOf::default());
    let projects = storage.projects(&view, &sight, every, ALL).await;
    lines.extend([
        line("projects", projects),
        line("statuses", storage.statuses(&view, None, ALL).await),
        line("labels", storage.labels(&view, None, ALL).await),
        line(
            "task counts",
            storage.task_counts(&view, &of_all_days()).await,
        ),
        line("permissions", storage.permissions(&view, ALL).await),
        line("roles", storage.roles(&view, ALL).await),
        line("assignments", given),
    ]);
    let shared = shared.unwrap().value;
    for holder in shared.iter().map(|grant| grant.holder) {
        if let Holder::Link(link) = holder {
            lines.push(line("link", storage.link(&view, link).await));
        }
    }
    lines.push(line("grants", shared));
    lines.extend(tasks(storage, &view).await);
    for team in &teams.value {
        let members = storage.team_members(&view, team.id, ALL).await;
        lines.push(line("team members", members));
    }
    for service in &services.value {
        let owner = Principal::Service(service.id);
        let keys = storage
            .keys(&self::view(directory.into()), owner, ALL)
            .await;
        lines.push(line("service keys", keys.unwrap().value));
    }
    lines.push(line("teams", teams));
    lines.push(line("services", services));
    lines.extend(journal(storage, org.into()).await);
    lines
}

async fn tasks(storage: &dyn Storage, view: &View) -> Vec<String> {
    let mut lines = Vec::new();
    for deleted in [false, true] {
        let of = TasksOf {
            deleted,
            ..TasksOf::default()
        };
        let tasks = storage.tasks(view, &everything(), &of, &all_tasks()).await;
        let tasks = tasks.unwrap();
        for task in &tasks.value {
            let comments = storage.task_comments(view, task.id, ALL).await;
            lines.push(line("comments", comments));
        }
        lines.push(line("tasks", tasks));
    }
    lines
}

async fn person(storage: &dyn Storage, world: &World, user: UserId) -> Vec<String> {
    let view = view(world.directory.into());
    let member = self::view(world.org.into());
    let principal = Principal::User(user);
    vec![
        line("user", storage.user(&view, user).await.unwrap().value),
        line(
            "keys",
            storage.keys(&view, principal, ALL).await.unwrap().value,
        ),
        line(
            "subjects",
            storage.subjects(&view, user).await.unwrap().value,
        ),
        line("member", storage.member(&member, principal).await),
        line(
            "owned",
            storage.teams_owned(&member, principal, 10_000).await,
        ),
    ]
}

async fn directory(storage: &dyn Storage, directory: DirectoryId) -> Vec<String> {
    let view = view(directory.into());
    let mut lines = vec![
        line("directory", storage.directory(directory).await),
        line("users", storage.users(&view, ALL).await),
    ];
    lines.extend(journal(storage, directory.into()).await);
    lines
}

async fn journal(storage: &dyn Storage, scope: Scope) -> Vec<String> {
    vec![
        line("head", storage.head(scope).await),
        line("entries", storage.entries(scope, 0, 10_000).await),
        line("personal", storage.personal(scope, 1, 10_000).await),
    ]
}

fn view(scope: Scope) -> View {
    View { scope, proof: None }
}

fn line<T: Debug>(what: &str, found: T) -> String {
    format!("{what}: {found:?}")
}
