//! An organisation as one would find it after some months: people with different roles, a
//! tree of teams, a service account, a role of its own, a project and the tasks in it.

use anyhow::{Context, Result};
use tenantry::access::{CreateAssignment, CreateRole, Level, Principal, Role};
use tenantry::directory::{CreateDirectory, CreateKey, CreateUser};
use tenantry::journal::{Cursor, ListJournal};
use tenantry::orgs::{AddMember, Address, CreateOrg, CreateService};
use tenantry::projects::CreateProject;
use tenantry::tasks::{Category, CreateTask, Priority, ShareTask, TransitionTask};
use tenantry::teams::{AddTeamMember, CreateTeam};
use tenantry::{
    Caller, DirectoryId, OrgId, Secret, StatusId, TaskId, TeamId, Tenant, Tenantry, UserId,
};

/// What the product that signs people in calls itself.
const ISSUER: &str = "demo";

const FOUNDER: &str = "founder";

/// Everybody else: a name, the role at the organisation.
const PEOPLE: [(&str, Role); 5] = [
    ("head-of-people", Role::Admin),
    ("head-of-research", Role::Member),
    ("engineer", Role::Member),
    ("accountant", Role::Billing),
    ("auditor", Role::Viewer),
];

/// Each team after the one that it is below.
const TEAMS: [(&str, Option<&str>); 7] = [
    ("Research", None),
    ("Models", Some("Research")),
    ("Evaluation", Some("Models")),
    ("Product", None),
    ("Assistant", Some("Product")),
    ("Design", Some("Product")),
    ("Support", None),
];

/// Who has which role in which team.
const TEAM_ROLES: [(&str, &str, Role); 3] = [
    ("head-of-research", "Research", Role::Manager),
    ("engineer", "Models", Role::Member),
    ("engineer", "Assistant", Role::Member),
];

/// What is to be done: the team, how far it is, how urgent, on which day of 2030.
const TASKS: [(&str, &str, Category, Priority, &str); 6] = [
    (
        "Train the small model",
        "Models",
        Category::Done,
        Priority::High,
        "2030-01-10",
    ),
    (
        "Train the large model",
        "Models",
        Category::InProgress,
        Priority::Urgent,
        "2030-02-01",
    ),
    (
        "Compare both",
        "Evaluation",
        Category::Todo,
        Priority::High,
        "2030-02-14",
    ),
    (
        "Draw the first screen",
        "Design",
        Category::InProgress,
        Priority::Medium,
        "2030-01-31",
    ),
    (
        "Answer in five languages",
        "Assistant",
        Category::Backlog,
        Priority::Low,
        "2030-06-30",
    ),
    (
        "Write what customers ask",
        "Support",
        Category::Triage,
        Priority::None,
        "2030-03-01",
    ),
];

/// An organisation and a key of its founder.
pub(crate) struct Company {
    pub(crate) org: OrgId,
    pub(crate) name: &'static str,
    pub(crate) key: Secret,
    /// Somebody who may not do everything.
    pub(crate) engineer: UserId,
    /// A task that they see and may not delete.
    pub(crate) task: TaskId,
    /// Of which a status is.
    pub(crate) done: StatusId,
    /// A place in its journal, before the last things that happened.
    pub(crate) cursor: Cursor,
}

impl Company {
    /// Founds it in an empty store.
    pub(crate) async fn found(tenantry: &Tenantry) -> Result<Self> {
        let host = tenantry.system("set up the demo")?;
        let directory = CreateDirectory::named("People");
        let directory = host.directories().create(directory).await?.id;
        person(&host, directory, FOUNDER).await?;
        let founder = tenantry.vouch(directory, ISSUER, FOUNDER).await?;
        let name = "Acme";
        let mut acme = CreateOrg::named(name, "acme");
        acme.address = Some(Address {
            city: Some("Leiden".into()),
            country: Some("NL".into()),
            ..Address::default()
        });
        let org = founder.orgs().create(acme).await?.id;
        let acme = founder.enter(org).await?;
        let people = people(&host, directory, &acme).await?;
        let teams = teams(&acme).await?;
        let cursor = acme.journal().list(ListJournal::default()).await?.cursor;
        team_roles(&acme, &people, &teams).await?;
        service(&acme).await?;
        reviewers(
            &acme,
            found(&people, "auditor")?,
            found(&teams, "Research")?,
        )
        .await?;
        let engineer = found(&people, "engineer")?;
        let tasks = tasks(&acme, &teams, engineer).await?;
        let key = CreateKey {
            name: "demo".into(),
            ..CreateKey::default()
        };
        let key = founder.keys().create(key).await?.secret;
        Ok(Self {
            org,
            name,
            key: key.context("a new key is shown once")?,
            engineer,
            task: found(&tasks, "Draw the first screen")?,
            done: Category::Done.built_in_status(),
            cursor,
        })
    }
}

async fn person(host: &Caller, directory: DirectoryId, name: &str) -> Result<UserId> {
    let user = CreateUser::new(directory, name, &format!("{name}@acme.example"));
    let user = host.users().create(user.proven_by(ISSUER, name)).await?;
    Ok(user.id)
}

async fn people(
    host: &Caller,
    directory: DirectoryId,
    acme: &Tenant,
) -> Result<Vec<(&'static str, UserId)>> {
    let mut people = Vec::with_capacity(PEOPLE.len());
    for (name, role) in PEOPLE {
        let user = person(host, directory, name).await?;
        acme.members().add(AddMember { user, role }).await?;
        people.push((name, user));
    }
    Ok(people)
}

async fn teams(acme: &Tenant) -> Result<Vec<(&'static str, TeamId)>> {
    let mut teams = Vec::with_capacity(TEAMS.len());
    for (name, above) in TEAMS {
        let mut team = CreateTeam::named(name);
        team.parent = above.map(|above| found(&teams, above)).transpose()?;
        teams.push((name, acme.teams().create(team).await?.id));
    }
    Ok(teams)
}

async fn team_roles(
    acme: &Tenant,
    people: &[(&str, UserId)],
    teams: &[(&str, TeamId)],
) -> Result<()> {
    for (person, team, role) in TEAM_ROLES {
        let member = AddTeamMember {
            team: found(teams, team)?,
            principal: Principal::User(found(people, person)?),
            role,
        };
        acme.team_members().add(member).await?;
    }
    Ok(())
}

async fn service(acme: &Tenant) -> Result<()> {
    let nightly = CreateService {
        name: "nightly-evaluations".into(),
        description: Some("scores each new model".into()),
        role: Role::Member,
    };
    acme.services().create(nightly).await?;
    Ok(())
}

/// A role of the organisation's own, given in a team and all below.
async fn reviewers(acme: &Tenant, auditor: UserId, team: TeamId) -> Result<()> {
    let names = ["teams.read", "projects.read", "tasks.read", "tasks.comment"];
    let permissions = names.iter().map(|name| name.parse());
    let reviewer = CreateRole {
        name: "Reviewer".into(),
        description: Some("Reads what a team does, and says what they think".into()),
        permissions: permissions.collect::<tenantry::Result<_>>()?,
    };
    let role = acme.roles().create(reviewer).await?.id;
    let given = CreateAssignment {
        holder: Principal::User(auditor).into(),
        role,
        team: Some(team),
        expires_at: None,
    };
    acme.assignments().create(given).await?;
    Ok(())
}

/// A project, and what is to be done for it.
async fn tasks(
    acme: &Tenant,
    teams: &[(&str, TeamId)],
    engineer: UserId,
) -> Result<Vec<(&'static str, TaskId)>> {
    let project = CreateProject::named("Assistant 2");
    let project = acme.projects().create(project).await?.id;
    let mut tasks = Vec::with_capacity(TASKS.len());
    for (title, team, category, priority, day) in TASKS {
        let task = CreateTask {
            team: Some(found(teams, team)?),
            project: Some(project),
            priority,
            due_on: Some(day.parse()?),
            ..CreateTask::titled(title)
        };
        let task = acme.tasks().create(task).await?.id;
        let status = TransitionTask::new(task, category.built_in_status());
        acme.tasks().transition(status).await?;
        tasks.push((title, task));
    }
    // The engineer sees what Design does only because it is shared.
    let shown = found(&tasks, "Draw the first screen")?;
    let shown = ShareTask::new(shown, Principal::User(engineer), Level::Comment);
    acme.tasks().share(shown).await?;
    Ok(tasks)
}

fn found<T: Copy>(named: &[(&str, T)], name: &str) -> Result<T> {
    let found = named.iter().find(|(known, _)| *known == name);
    Ok(found.with_context(|| format!("there is no `{name}`"))?.1)
}
