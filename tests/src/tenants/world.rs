//! A directory, an organisation in it with somebody of every kind, and a name for each.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde_json::{Value, json};
use tenantry::access::Role;
use tenantry::storage::Storage;
use tenantry::{Caller, DirectoryId, OrgId, Result, Tenant, Tenantry};

/// What was made, by name.
#[derive(Clone, Debug)]
pub struct World {
    /// The library, on the store.
    pub tenantry: Tenantry,
    /// Told apart from every other world's: it is in every name and text of this one.
    pub mark: String,
    /// Where its people are.
    pub directory: DirectoryId,
    /// The organisation that is in use.
    pub org: OrgId,
    /// Ids, and the secrets of keys.
    pub made: BTreeMap<String, Value>,
}

/// The people without a role of their own name: two members, somebody outside, somebody suspended.
const OTHERS: [&str; 4] = ["tess", "tim", "dan", "sleeper"];

impl World {
    /// A world in a new directory.
    ///
    /// # Panics
    /// If the store refuses what is made here, as the next.
    pub async fn new(storage: Arc<dyn Storage>, mark: &str) -> Self {
        let tenantry = Tenantry::shared(storage, Arc::new(tenantry::OsIds));
        let system = tenantry.system("the test").unwrap();
        let made = json!({ "name": format!("{mark} people") });
        let made = system.call("directories.create", made).await.unwrap();
        let directory = id(&made).parse().unwrap();
        Self::in_directory(&tenantry, directory, mark).await
    }

    /// A world in a directory that may hold others.
    ///
    /// # Panics
    /// If the library refuses what is made here.
    pub async fn in_directory(tenantry: &Tenantry, directory: DirectoryId, mark: &str) -> Self {
        let mut world = Self {
            tenantry: tenantry.clone(),
            mark: mark.to_owned(),
            directory,
            org: OrgId::from_uuid(uuid::Uuid::nil()),
            made: BTreeMap::new(),
        };
        world.people().await;
        world.organisation().await;
        world.rooms().await;
        world
    }

    /// The operator.
    ///
    /// # Panics
    /// If the library refuses the reason.
    pub fn system(&self) -> Caller {
        self.tenantry.system("the test").unwrap()
    }

    /// Somebody by name, whom the product vouches for.
    ///
    /// # Errors
    /// Those of the proof.
    pub async fn person(&self, name: &str) -> Result<Caller> {
        let subject = format!("{}-{name}", self.mark);
        self.tenantry.vouch(self.directory, "app", &subject).await
    }

    /// The same, in the organisation.
    ///
    /// # Panics
    /// If they may not enter.
    pub async fn inside(&self, name: &str) -> Tenant {
        let caller = self.person(name).await.unwrap();
        caller.enter(self.org).await.unwrap()
    }

    /// Somebody by the API key that was made under a name.
    ///
    /// # Errors
    /// Those of the proof.
    pub async fn key(&self, name: &str) -> Result<Caller> {
        let secret = self.made[&format!("{name}'s secret")].as_str().unwrap();
        self.tenantry.authenticate(secret).await
    }

    /// An id by name.
    ///
    /// # Panics
    /// If nothing was made under it.
    #[must_use]
    pub fn id(&self, name: &str) -> Value {
        self.made[name].clone()
    }

    async fn people(&mut self) {
        let roles = Role::ALL.map(Role::name);
        let system = self.system();
        for name in roles.iter().chain(&OTHERS) {
            let own = format!("{}-{name}", self.mark);
            let user = json!({
                "directory": self.directory,
                "username": own,
                "email": format!("{own}@example.com"),
                "display_name": own,
            });
            let user = system.call("users.create", user).await.unwrap();
            let link = json!({
                "directory": self.directory, "user": user["id"], "issuer": "app", "subject": own,
            });
            system.call("subjects.link", link).await.unwrap();
            self.made.insert((*name).to_owned(), user["id"].clone());
        }
    }

    async fn organisation(&mut self) {
        let owner = self.person("owner").await.unwrap();
        for name in ["gone", "org"] {
            let org = json!({
                "name": format!("{} {name}", self.mark), "slug": format!("{}-{name}", self.mark),
                "address": { "city": format!("{} city", self.mark) },
            });
            let org = owner.call("orgs.create", org).await.unwrap();
            self.made.insert(name.to_owned(), org["id"].clone());
            self.org = id(&org).parse().unwrap();
            if name == "gone" {
                let gone = owner.enter(self.org).await.unwrap();
                gone.orgs().delete().await.unwrap();
            }
        }
        let tenant = self.inside("owner").await;
        for role in &Role::ALL[1..] {
            let member = json!({ "user": self.id(role.name()), "role": role.name() });
            tenant.call("members.add", member).await.unwrap();
        }
        for name in ["tess", "tim", "sleeper"] {
            let member = json!({ "user": self.id(name), "role": "member" });
            tenant.call("members.add", member).await.unwrap();
        }
    }

    async fn rooms(&mut self) {
        let tenant = self.inside("owner").await;
        let mark = self.mark.clone();
        let text = |what: &str| format!("{mark} {what}");
        let team = json!({ "name": text("team"), "description": text("purpose") });
        let team = tenant.call("teams.create", team).await.unwrap();
        let leaf = json!({ "name": text("leaf"), "parent": team["id"] });
        let leaf = tenant.call("teams.create", leaf).await.unwrap();
        let tim = json!({ "kind": "user", "id": self.id("tim") });
        for team in [&team, &leaf] {
            let member = json!({ "team": team["id"], "principal": tim, "role": "viewer" });
            tenant.call("team_members.add", member).await.unwrap();
        }
        self.rights().await;
        let robot = json!({ "name": text("robot"), "role": "admin" });
        let robot = tenant.call("services.create", robot).await.unwrap();
        let clerk = json!({ "name": text("clerk"), "role": "viewer" });
        let clerk = tenant.call("services.create", clerk).await.unwrap();
        for (name, service) in [("robot", &robot), ("clerk", &clerk)] {
            let key = json!({ "service": service["id"], "name": text("key") });
            let key = tenant.call("service_keys.create", key).await.unwrap();
            self.keep_key(name, &key);
        }
        let checkpoint = tenant.call("checkpoints.create", json!({})).await.unwrap();
        self.own_keys().await;
        let sleeper = json!({ "directory": self.directory, "user": self.id("sleeper") });
        self.system().call("users.suspend", sleeper).await.unwrap();
        let made = [
            ("team", &team),
            ("leaf", &leaf),
            ("robot", &robot),
            ("clerk", &clerk),
        ];
        for (name, what) in made {
            self.made.insert(name.to_owned(), what["id"].clone());
        }
        self.made
            .insert("through".to_owned(), checkpoint["seq"].clone());
        let first = tenant.call("journal.list", json!({ "limit": 1 })).await;
        let commit = first.unwrap()["items"][0]["commit"].clone();
        self.made.insert("commit".to_owned(), commit);
    }

    /// A permission, a role that holds it and Tess has, an object that is shared with her, and
    /// one more of the first two that nobody has.
    async fn rights(&mut self) {
        let tenant = self.inside("owner").await;
        let mark = self.mark.clone();
        for name in ["", "spare "] {
            let permission = format!("docs.{}{}", name.trim(), mark.replace('-', "_"));
            let role = json!({ "name": format!("{mark} {name}reader"), "permissions": [] });
            let mut role = role;
            if name.is_empty() {
                role["permissions"] = json!([permission, "teams.read"]);
            }
            let permission = json!({ "name": permission, "level": "edit" });
            let permission = tenant.call("permissions.create", permission).await;
            let role = tenant.call("roles.create", role).await;
            for (noun, made) in [("permission", permission), ("role", role)] {
                let id = made.unwrap()["id"].clone();
                self.made.insert(format!("{name}{noun}"), id);
            }
        }
        let tess = json!({ "kind": "user", "id": self.id("tess") });
        let given = json!({ "holder": tess, "role": self.id("role") });
        let given = tenant.call("assignments.create", given).await.unwrap();
        let project = json!({ "name": format!("{mark} project") });
        let project = tenant.call("projects.create", project).await.unwrap();
        let shared = json!({ "project": project["id"], "holder": tess, "level": "view" });
        tenant.call("projects.share", shared).await.unwrap();
        self.made
            .insert("project".to_owned(), project["id"].clone());
        self.vocabulary().await;
        self.tasks().await;
        let object = format!("doc:{}", uuid::Uuid::now_v7());
        let shared = json!({ "object": object, "holder": tess, "level": "view" });
        let shared = tenant.call("grants.create", shared).await.unwrap();
        for (name, made) in [("assignment", given), ("grant", shared)] {
            self.made.insert(name.to_owned(), made["id"].clone());
        }
        self.made.insert("object".to_owned(), object.into());
    }

    /// Words for tasks: a status and a label, and a status that is archived.
    async fn vocabulary(&mut self) {
        let tenant = self.inside("owner").await;
        let mark = self.mark.clone();
        for name in ["status", "spare status"] {
            let status = json!({ "name": format!("{mark} {name}"), "category": "todo" });
            let status = tenant.call("statuses.create", status).await.unwrap();
            self.made.insert(name.to_owned(), status["id"].clone());
        }
        let spare = json!({ "status": self.id("spare status"), "archived": true });
        tenant.call("statuses.update", spare).await.unwrap();
        let label = json!({ "name": format!("{mark} label"), "description": mark });
        let label = tenant.call("labels.create", label).await.unwrap();
        self.made.insert("label".to_owned(), label["id"].clone());
    }

    /// A task that is shared with Tess and a link, has a comment and is part of a project, one more that
    /// others can be part of or stand beside, and one that is deleted.
    async fn tasks(&mut self) {
        let tenant = self.inside("owner").await;
        let mark = self.mark.clone();
        for name in ["task", "other task", "spare task"] {
            let task = json!({
                "title": format!("{mark} {name}"), "description": mark,
                "project": self.id("project"), "status": self.id("status"),
                "labels": [self.id("label")], "due_on": "2026-03-01",
            });
            let task = tenant.call("tasks.create", task).await.unwrap();
            self.made.insert(name.to_owned(), task["id"].clone());
        }
        let (task, spare) = (self.id("task"), self.id("spare task"));
        let gone = json!({ "task": spare });
        tenant.call("tasks.delete", gone).await.unwrap();
        let tess = json!({ "kind": "user", "id": self.id("tess") });
        let shared = json!({ "task": task, "holder": tess, "level": "view" });
        tenant.call("tasks.share", shared).await.unwrap();
        let link = json!({ "object": format!("task:{}", task.as_str().unwrap()), "level": "edit" });
        let link = tenant.call("links.create", link).await.unwrap();
        self.made
            .insert("link".to_owned(), link["grant"]["holder"]["id"].clone());
        self.made
            .insert("link's secret".to_owned(), link["secret"].clone());
        let comment = json!({ "task": task, "text": format!("{mark} comment") });
        let comment = tenant.call("task_comments.create", comment).await.unwrap();
        self.made
            .insert("comment".to_owned(), comment["id"].clone());
    }

    /// A key for each person, and the owner's that carries one permission.
    async fn own_keys(&mut self) {
        let people: Vec<String> = Role::ALL
            .iter()
            .map(|role| role.name().to_owned())
            .collect();
        for name in people
            .iter()
            .map(String::as_str)
            .chain(["tess", "dan", "sleeper"])
        {
            let key = json!({ "name": format!("{} key", self.mark) });
            let caller = self.person(name).await.unwrap();
            let key = caller.call("keys.create", key).await.unwrap();
            self.keep_key(name, &key);
        }
        let key = json!({ "name": "scoped", "scopes": ["orgs.read"] });
        let owner = self.person("owner").await.unwrap();
        let key = owner.call("keys.create", key).await.unwrap();
        self.keep_key("scoped", &key);
    }

    fn keep_key(&mut self, name: &str, key: &Value) {
        let (id, secret) = (key["key"]["id"].clone(), key["secret"].clone());
        self.made.insert(format!("{name}'s key"), id);
        self.made.insert(format!("{name}'s secret"), secret);
    }
}

fn id(made: &Value) -> &str {
    made["id"].as_str().unwrap()
}
