//! The typed facade, reached by an operation's id.
//!
//! Rust has no way to call a method by its name, so here is the one list in the tests
//! that names each operation again. A test holds it against the registry.

use futures_util::StreamExt;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};
use tenantry::access::{
    CheckAccess, CheckMany, CreateAssignment, CreateGrant, CreateLink, CreatePermission,
    CreateRole, DeleteAssignment, DeleteGrant, DeleteLink, DeletePermission, DeleteRole,
    ExplainAccess, GetAssignment, GetGrant, GetPermission, GetRole, ListAssignments, ListGrants,
    ListPermissions, ListRoles, UpdateAssignment, UpdateGrant, UpdatePermission, UpdateRole,
    WhatCan, WhoCan,
};
use tenantry::directory::{
    CreateDirectory, CreateKey, CreateUser, GetDirectory, GetUser, LinkSubject, ListDirectories,
    ListKeys, ListUsers, NameUser, RevokeKey, RotateKey, UnlinkSubject, UpdateUser,
};
use tenantry::journal::{
    AskLanded, CreateCheckpoint, ListActivity, ListDirectoryJournal, ListJournal, PruneJournal,
    Subscribe, VerifyJournal,
};
use tenantry::orgs::{
    AddMember, CreateOrg, CreateService, CreateServiceKey, DeleteService, GetMember, GetService,
    ListMembers, ListOrgs, ListServiceKeys, ListServices, NameDeparted, RemoveMember,
    RevokeServiceKey, RotateServiceKey, UpdateMember, UpdateOrg, UpdateService,
};
use tenantry::projects::{
    CreateProject, DeleteProject, GetProject, ListProjectShares, ListProjects, ShareProject,
    UnshareProject, UpdateProject,
};
use tenantry::tasks::{
    AssignTask, CreateLabel, CreateStatus, CreateTask, CreateTaskComment, DeleteLabel,
    DeleteStatus, DeleteTask, DeleteTaskComment, GetLabel, GetStatus, GetTask, GetTaskComment,
    ListLabels, ListStatuses, ListTaskComments, ListTaskShares, ListTasks, MoveTask, RestoreTask,
    ShareTask, TaskStatisticsInput, TransitionTask, UnshareTask, UpdateLabel, UpdateStatus,
    UpdateTask, UpdateTaskComment,
};
use tenantry::teams::{
    AddTeamMember, CreateTeam, DeleteTeam, GetTeam, ListDescendants, ListTeamMembers, ListTeams,
    MoveTeam, RemoveTeamMember, UpdateTeam, UpdateTeamMember,
};
use tenantry::{Caller, Error, Result, Tenant};

use super::surface::{Given, Handle, Outcome, take};

/// Why a call was not made or did not succeed.
enum Refused {
    By(Error),
    Inexpressible,
}

impl From<Error> for Refused {
    fn from(error: Error) -> Self {
        Self::By(error)
    }
}

/// Calls an operation through the typed facade.
pub(super) async fn call(on: &Handle, given: Given<'_>) -> Outcome {
    // `move` is a word of Rust's own.
    let (room, verb) = match given.operation.split_once('.') {
        Some((room, "move")) => (room, "move_"),
        Some(parts) => parts,
        None => return Outcome::Inexpressible,
    };
    let made = match (on, given.items) {
        (Handle::Caller(caller), None) => on_caller(caller, room, verb, given.input).await,
        (Handle::Tenant(tenant), None) => on_tenant(tenant, room, verb, given.input).await,
        (Handle::Tenant(tenant), Some(count)) if given.operation == "journal.subscribe" => {
            follow(tenant, given.input, count).await
        }
        (_, Some(_)) => Err(Refused::Inexpressible),
    };
    match made {
        Ok(answer) => Outcome::Answer(answer),
        Err(Refused::By(error)) => error.into(),
        Err(Refused::Inexpressible) => Outcome::Inexpressible,
    }
}

macro_rules! typed {
    (@make $on:ident $room:ident $verb:ident $input:ident) => {{
        nothing(&$input)?;
        $on.$room().$verb()
    }};
    (@make $on:ident $room:ident $verb:ident $input:ident $type:ty) => {
        $on.$room().$verb(read::<$type>($input)?)
    };
    ($($function:ident($receiver:ty) { $($room:ident.$verb:ident($($input:ty)?),)* })*) => {
        /// The ids of all operations that are reached here, streams apart.
        pub const TYPED: &[&[(&str, &str)]] = &[$(&[$((stringify!($room), stringify!($verb))),*]),*];

        $(async fn $function(
            on: &$receiver,
            room: &str,
            verb: &str,
            input: Value,
        ) -> Result<Value, Refused> {
            match (room, verb) {
                $((stringify!($room), stringify!($verb)) => {
                    write(Box::pin(typed!(@make on $room $verb input $($input)?)).await)
                })*
                _ => Err(Refused::Inexpressible),
            }
        })*
    };
}

typed! {
    on_caller(Caller) {
        directories.create(CreateDirectory),
        directories.get(GetDirectory),
        directories.list(ListDirectories),
        directories.verify(GetDirectory),
        directories.journal(ListDirectoryJournal),
        users.create(CreateUser),
        users.get(GetUser),
        users.list(ListUsers),
        users.update(UpdateUser),
        users.suspend(NameUser),
        users.resume(NameUser),
        users.deactivate(NameUser),
        me.get(),
        subjects.link(LinkSubject),
        subjects.list(NameUser),
        subjects.unlink(UnlinkSubject),
        keys.create(CreateKey),
        keys.list(ListKeys),
        keys.rotate(RotateKey),
        keys.revoke(RevokeKey),
        orgs.create(CreateOrg),
        orgs.list(ListOrgs),
        orgs.purge(NameDeparted),
        orgs.departed(NameDeparted),
        commits.landed(AskLanded),
    }
    on_tenant(Tenant) {
        orgs.get(),
        orgs.update(UpdateOrg),
        orgs.suspend(),
        orgs.resume(),
        orgs.delete(),
        members.add(AddMember),
        members.get(GetMember),
        members.list(ListMembers),
        members.update(UpdateMember),
        members.remove(RemoveMember),
        services.create(CreateService),
        services.get(GetService),
        services.list(ListServices),
        services.update(UpdateService),
        services.delete(DeleteService),
        service_keys.create(CreateServiceKey),
        service_keys.list(ListServiceKeys),
        service_keys.rotate(RotateServiceKey),
        service_keys.revoke(RevokeServiceKey),
        permissions.create(CreatePermission),
        permissions.get(GetPermission),
        permissions.list(ListPermissions),
        permissions.update(UpdatePermission),
        permissions.delete(DeletePermission),
        roles.create(CreateRole),
        roles.get(GetRole),
        roles.list(ListRoles),
        roles.update(UpdateRole),
        roles.delete(DeleteRole),
        assignments.create(CreateAssignment),
        assignments.get(GetAssignment),
        assignments.list(ListAssignments),
        assignments.update(UpdateAssignment),
        assignments.delete(DeleteAssignment),
        grants.create(CreateGrant),
        grants.get(GetGrant),
        grants.list(ListGrants),
        grants.update(UpdateGrant),
        grants.delete(DeleteGrant),
        links.create(CreateLink),
        links.delete(DeleteLink),
        access.check(CheckAccess),
        access.check_many(CheckMany),
        access.explain(ExplainAccess),
        access.who_can(WhoCan),
        access.what_can(WhatCan),
        projects.create(CreateProject),
        projects.get(GetProject),
        projects.list(ListProjects),
        projects.update(UpdateProject),
        projects.delete(DeleteProject),
        projects.share(ShareProject),
        projects.unshare(UnshareProject),
        projects.shares(ListProjectShares),
        tasks.create(CreateTask),
        tasks.get(GetTask),
        tasks.list(ListTasks),
        tasks.update(UpdateTask),
        tasks.transition(TransitionTask),
        tasks.move_(MoveTask),
        tasks.assign(AssignTask),
        tasks.delete(DeleteTask),
        tasks.restore(RestoreTask),
        tasks.share(ShareTask),
        tasks.unshare(UnshareTask),
        tasks.shares(ListTaskShares),
        tasks.statistics(TaskStatisticsInput),
        task_comments.create(CreateTaskComment),
        task_comments.get(GetTaskComment),
        task_comments.list(ListTaskComments),
        task_comments.update(UpdateTaskComment),
        task_comments.delete(DeleteTaskComment),
        statuses.create(CreateStatus),
        statuses.get(GetStatus),
        statuses.list(ListStatuses),
        statuses.update(UpdateStatus),
        statuses.delete(DeleteStatus),
        labels.create(CreateLabel),
        labels.get(GetLabel),
        labels.list(ListLabels),
        labels.update(UpdateLabel),
        labels.delete(DeleteLabel),
        teams.create(CreateTeam),
        teams.get(GetTeam),
        teams.list(ListTeams),
        teams.descendants(ListDescendants),
        teams.update(UpdateTeam),
        teams.move_(MoveTeam),
        teams.delete(DeleteTeam),
        team_members.add(AddTeamMember),
        team_members.list(ListTeamMembers),
        team_members.update(UpdateTeamMember),
        team_members.remove(RemoveTeamMember),
        journal.list(ListJournal),
        journal.activity(ListActivity),
        journal.verify(VerifyJournal),
        journal.prune(PruneJournal),
        checkpoints.create(CreateCheckpoint),
        checkpoints.list(),
    }
}

/// The one stream.
async fn follow(tenant: &Tenant, input: Value, count: usize) -> Result<Value, Refused> {
    let items = tenant
        .journal()
        .subscribe(read::<Subscribe>(input)?)
        .await?;
    let items = items.map(|item| to_value(item?));
    Ok(take(items, count).await?)
}

fn read<T: DeserializeOwned + Serialize>(input: Value) -> Result<T, Refused> {
    let input = match input {
        Value::Null => Value::Object(Map::new()),
        Value::Object(_) => input,
        _ => return Err(Refused::Inexpressible),
    };
    let read = T::deserialize(&input).map_err(|_| Refused::Inexpressible)?;
    match is_otherwise_in_json(&input, &to_value(&read)?) {
        true => Err(Refused::Inexpressible),
        false => Ok(read),
    }
}

/// Serde would read a list as an object's fields in order, and an object as a word; no
/// caller writes that in Rust.
fn is_otherwise_in_json(given: &Value, read: &Value) -> bool {
    match (given, read) {
        (Value::Array(_), Value::Object(_)) | (Value::Object(_), Value::String(_)) => true,
        (Value::Object(given), Value::Object(read)) => given
            .iter()
            .filter_map(|(name, given)| Some((given, read.get(name)?)))
            .any(|(given, read)| is_otherwise_in_json(given, read)),
        _ => false,
    }
}

fn nothing(input: &Value) -> Result<(), Refused> {
    match input {
        Value::Null => Ok(()),
        Value::Object(fields) if fields.is_empty() => Ok(()),
        _ => Err(Refused::Inexpressible),
    }
}

fn write(answer: Result<impl Serialize>) -> Result<Value, Refused> {
    Ok(to_value(answer?)?)
}

fn to_value(answer: impl Serialize) -> Result<Value> {
    serde_json::to_value(answer)
        .map_err(|error| Error::corrupt("the answer is not JSON").caused_by(error))
}
