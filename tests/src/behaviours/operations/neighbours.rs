//! Two tenants of one store, with data that looks alike.

use serde_json::{Value, json};
use tenantry::registry::{ApiOperation, Kind as CallKind, Receiver};
use tenantry::{Caller, Error};

use crate::Bench;
use crate::stories::foretold;
use crate::tenants::Field;
use crate::tenants::World;

/// The tenant that calls, and the one that must not be noticed.
pub(super) struct Neighbours {
    pub(super) ours: World,
    pub(super) theirs: World,
    /// The secret of a key of somebody who belongs to both organisations.
    both: Option<String>,
    /// Where the store is.
    _bench: Bench,
}

impl Neighbours {
    /// In one directory, or in two.
    pub(super) async fn new(bench: Bench, apart: bool) -> Self {
        let store = bench.open().await;
        let ours = World::new(store.clone(), "alfa").await;
        let theirs = match apart {
            true => World::new(store, "bravo").await,
            false => World::in_directory(&ours.tenantry, ours.directory, "bravo").await,
        };
        Self {
            ours,
            theirs,
            both: None,
            _bench: bench,
        }
    }

    /// Lets somebody belong to both organisations, if that is possible.
    pub(super) async fn join_both(&mut self) {
        if self.are_apart() {
            return;
        }
        let directory = self.ours.directory;
        let user = json!({
            "directory": directory, "username": "both", "email": "both@example.com",
            "display_name": "both", "subject": { "issuer": "app", "subject": "both" },
        });
        let user = self.ours.system().call("users.create", user).await.unwrap();
        let both = self.ours.tenantry.vouch(directory, "app", "both");
        let both = both.await.unwrap();
        let name = json!({ "name": "both" });
        let key = both.call("keys.create", name).await.unwrap();
        self.both = key["secret"].as_str().map(str::to_owned);
        let member = json!({ "user": user["id"], "role": "admin" });
        let tenant = self.theirs.inside("owner").await;
        tenant.call("members.add", member).await.unwrap();
        self.join_ours().await;
    }

    /// Lets somebody of theirs belong to our organisation, which may be a new one.
    pub(super) async fn join_ours(&self) {
        if let Some(secret) = &self.both {
            let both = self.ours.tenantry.authenticate(secret).await.unwrap();
            let user = both.call("me.get", Value::Null).await.unwrap();
            let member = json!({ "user": user["id"], "role": "admin" });
            let tenant = self.ours.inside("owner").await;
            tenant.call("members.add", member).await.unwrap();
        }
    }

    /// Somebody of ours, proven anew.
    async fn caller(&self, name: &str) -> Result<Caller, Error> {
        match (name, &self.both) {
            ("system", _) => Ok(self.ours.system()),
            ("both", Some(secret)) => self.ours.tenantry.authenticate(secret).await,
            _ => self.ours.key(name).await,
        }
    }

    pub(super) fn are_apart(&self) -> bool {
        self.ours.directory != self.theirs.directory
    }

    /// Everything of theirs that has a name, people of a common directory too.
    pub(super) fn ids(&self) -> Vec<String> {
        let made = self.theirs.made.values();
        let made = made.filter_map(|id| id.as_str().map(str::to_owned));
        made.chain(self.are_apart().then(|| self.theirs.directory.to_string()))
            .chain([self.theirs.org.to_string()])
            .collect()
    }

    /// What of theirs must be in no answer: their texts, their ids, their secrets. People
    /// of one directory may know of each other.
    pub(super) fn secrets(&self) -> Vec<String> {
        let made = self.theirs.made.iter().filter(|(name, id)| {
            let is_person = self.theirs.made.contains_key(&format!("{name}'s key"))
                && !matches!(name.as_str(), "robot" | "clerk");
            let is_person = is_person || name.as_str() == "tim";
            id.is_string() && (self.are_apart() || !is_person)
        });
        let made = made.filter_map(|(_, id)| id.as_str().map(str::to_owned));
        let mut secrets: Vec<String> = made.chain([self.theirs.mark.clone()]).collect();
        if self.are_apart() {
            secrets.push(self.theirs.directory.to_string());
        }
        secrets
    }

    /// What an answer tells of theirs that the call did not bring along.
    pub(super) fn leaked(&self, input: &Value, answer: &str) -> Option<String> {
        let input = input.to_string();
        let secrets = self.secrets().into_iter();
        let mut told = secrets.filter(|secret| !input.contains(secret));
        told.find(|secret| answer.contains(secret.as_str()))
    }
}

/// The id in a world that fits a field, if the field is one of an id.
pub(super) fn id_for(world: &World, field: &Field<'_>) -> Option<Value> {
    Some(match (field.kind, field.name) {
        ("DirectoryId", _) => json!(world.directory),
        ("OrgId", _) if field.operation.starts_with("orgs.") => world.id("gone"),
        ("OrgId", _) => json!(world.org),
        ("UserId", _) => world.id("tess"),
        ("ServiceId", _) => world.id("robot"),
        ("KeyId", _) if field.operation.starts_with("service") => world.id("robot's key"),
        ("KeyId", _) => world.id("owner's key"),
        ("TeamId", "parent") => world.id("leaf"),
        ("TeamId", _) => world.id("team"),
        ("Principal", "heir") => json!({ "kind": "service", "id": world.id("robot") }),
        ("Principal", _) => json!({ "kind": "user", "id": world.id("tim") }),
        ("CommitId", _) => world.id("commit"),
        ("ProjectId", _) => world.id("project"),
        ("StatusId", _) => world.id("status"),
        ("LabelId", _) => world.id("label"),
        ("TaskId", "task") => world.id("task"),
        ("TaskId", _) => world.id("other task"),
        ("CommentId", _) => world.id("comment"),
        ("array", "labels") => json!([world.id("label")]),
        ("array", "assignees" | "add" | "remove") => {
            json!([{ "kind": "user", "id": world.id("tim") }])
        }
        ("PermissionId", _) => world.id("permission"),
        ("RoleId", _) => world.id("role"),
        ("AssignmentId", _) => world.id("assignment"),
        ("GrantId", _) => world.id("grant"),
        ("LinkId", _) => world.id("link"),
        ("Holder", _) => json!({ "kind": "user", "id": world.id("tim") }),
        (_, "checks") => json!([{ "permission": "teams.update", "team": world.id("team") }]),
        ("Scope", _) => json!({ "kind": "org", "id": world.org }),
        (_, "subject") if field.operation == "journal.activity" => world.id("team"),
        _ => return None,
    })
}

/// A value of the right shape for a field that is not one of an id.
pub(super) fn plain(field: &Field<'_>, text: &str) -> Value {
    match (field.kind, field.name) {
        ("Role", _) => "viewer".into(),
        ("Children", _) => "delete".into(),
        ("boolean", _) => true.into(),
        ("integer", "limit") => 200.into(),
        ("integer", _) => 1.into(),
        ("PageInput", _) => json!({ "limit": 200 }),
        ("PermissionName", _) => "teams.update".into(),
        ("Level", _) => "view".into(),
        ("Day", _) => "2026-03-01".into(),
        ("ProjectStatus", _) => "paused".into(),
        ("Category", _) => "todo".into(),
        ("Priority", _) => "high".into(),
        ("TaskSort", _) => "due".into(),
        ("Repeat", _) => json!({ "every": 1, "unit": "day" }),
        (_, "color") => "#00ff7f".into(),
        // The product's own id: whoever shares it says what it is.
        ("Object", _) => "doc:00000000-0000-7000-8000-000000000001".into(),
        ("Address", _) => json!({ "city": text }),
        ("Contact", _) => json!({ "name": text }),
        ("array", _) => json!([]),
        ("Time", _) => "2999-01-01T00:00:00Z".into(),
        ("Cursor", _) => "1-0000000000000000".into(),
        ("Amount", _) => "1".into(),
        (_, "slug" | "username") => "fresh-slug".into(),
        (_, "email") => "fresh@example.com".into(),
        (_, "hash") => "0".repeat(64).into(),
        _ => text.into(),
    }
}

/// The callers of ours that knock: by what they are proven, by name.
pub(super) const CALLERS: [&str; 4] = ["owner", "viewer", "robot", "scoped"];

/// Makes a call for somebody of ours, anew; a stream delivers nothing here.
pub(super) async fn call(
    neighbours: &Neighbours,
    caller: &str,
    operation: &ApiOperation,
    input: Value,
) -> Result<Value, Error> {
    let caller = neighbours.caller(caller).await?;
    if operation.receiver == Receiver::Caller {
        return foretold(operation.id, caller.call(operation.id, input).await);
    }
    let tenant = caller.enter(neighbours.ours.org).await?;
    let answer = match operation.kind {
        CallKind::Stream => tenant
            .stream(operation.id, input)
            .await
            .map(|_| Value::Null),
        _ => tenant.call(operation.id, input).await,
    };
    foretold(operation.id, answer)
}
