//! What is there to ask about: made for one of those who ask, and anew once they have changed
//! something.

use std::collections::BTreeMap;

use serde_json::{Value, json};
use tenantry::access::Permission;
use tenantry::registry::Kind;
use tenantry::{Error, ErrorKind, Tenant};
use tenantry_conformance::stories::foretold;
use tenantry_conformance::tenants::{Field, World, input};
use uuid::Uuid;

use super::cases::Case;
use super::cast::{Place, Player};
use crate::table::by_kind;

pub(super) struct Stage<'a> {
    world: &'a World,
    player: &'a Player,
    founder: Tenant,
    in_team: bool,
    made: BTreeMap<&'static str, Value>,
}

impl<'a> Stage<'a> {
    pub(super) async fn open(world: &'a World, player: &'a Player, in_team: bool) -> Self {
        Self {
            world,
            player,
            founder: world.inside("owner").await,
            in_team,
            made: BTreeMap::new(),
        }
    }

    /// What comes of a call: the letter of who makes it if they may, `-` where they are refused,
    /// `.` where there is nothing for them.
    pub(super) async fn asks(&mut self, case: &Case) -> char {
        let input = self.input(case).await;
        let answer = self.call(case, input.clone()).await;
        if answer.is_ok() && case.operation.kind == Kind::Change {
            self.made.clear();
        }
        match answer {
            Ok(answer) => self.told(case, &answer),
            Err(error) => match error.kind() {
                ErrorKind::Denied => '-',
                ErrorKind::NotFound => '.',
                _ => panic!("{} {:?}: {error} {input}", case.name(), self.player.part),
            },
        }
    }

    async fn call(&self, case: &Case, input: Value) -> Result<Value, Error> {
        let id = case.operation.id;
        loop {
            let answer = self.player.tenant.call(id, input.clone()).await;
            match foretold(id, answer) {
                // Others change rights all the time.
                Err(error) if error.kind() == ErrorKind::Busy => {}
                answer => return answer,
            }
        }
    }

    fn told(&self, case: &Case, answer: &Value) -> char {
        let letter = self.player.part.letter;
        let is_yes = |answer: &Value| *answer == json!(true) || *answer == json!([true]);
        if let Some(allowed) = answer.get("allowed") {
            return if is_yes(allowed) { letter } else { '-' };
        }
        if case.operation.id == "access.what_can" {
            let asked = json!(self.permission(case));
            let mut may = answer["permissions"].as_array().unwrap().iter();
            return if may.any(|name| *name == asked) {
                letter
            } else {
                '-'
            };
        }
        if let Some(name) = case.shows() {
            let shown = answer["items"].to_string();
            let is_shown = shown.contains(self.made[name].as_str().unwrap());
            return if is_shown { letter } else { '.' };
        }
        letter
    }

    /// The input of a call; what it names and is not there yet is made.
    async fn input(&mut self, case: &Case) -> Value {
        loop {
            let mut missing = None;
            let input = input(case.operation, &mut |field| {
                self.fill(case, &field).unwrap_or_else(|name| {
                    missing = Some(name);
                    None
                })
            });
            let unmade = case.shows().filter(|name| !self.made.contains_key(name));
            match missing.or(unmade) {
                Some(name) => self.make(name).await,
                None => return input,
            }
        }
    }

    /// The value of a field, none, or what has to be made first.
    fn fill(&self, case: &Case, field: &Field<'_>) -> Result<Option<Value>, &'static str> {
        let is_given = field.is_required
            || case
                .also
                .as_ref()
                .is_some_and(|also| also.name == field.name);
        let whom = |name: &str| json!({ "kind": "user", "id": self.world.id(name) });
        let value = match (field.operation, field.name, field.kind) {
            (_, _, "PageInput") => json!({ "limit": 200 }),
            ("teams.delete", "children", _) => json!("delete"),
            (_, _, "Order") => json!("newest"),
            _ if !is_given => return Ok(None),
            (_, "org", _) => json!(true),
            ("tasks.restore", "task", _) => self.thing("deleted task")?,
            (_, "task", "TaskId") => self.thing("task")?,
            (_, _, "TaskId") => self.thing("other task")?,
            (_, _, "ProjectId") => self.thing("project")?,
            (_, _, "CommentId") => match &case.gives {
                Some(("own", _)) => self.thing("own comment")?,
                _ => self.thing("comment")?,
            },
            (_, _, "GrantId") => self.thing("grant")?,
            (_, _, "AssignmentId") => self.thing("assignment")?,
            ("teams.move", "parent", _) => self.thing("beside")?,
            ("tasks.move" | "projects.update", "team", _) if self.in_team => self.thing("below")?,
            (_, _, "TeamId") => self.thing("team")?,
            (_, "subject", _) => self.thing(case.object.unwrap_or("task"))?,
            (_, _, "Object") => self.object(case)?,
            (_, "checks", _) => {
                json!([{ "permission": self.permission(case), "object": self.object(case)? }])
            }
            (_, "permission", _) => json!(self.permission(case)),
            (_, "remove", _) => json!([whom("tess")]),
            (_, "add" | "assignees", _) => json!([whom("tim")]),
            ("team_members.update" | "team_members.remove", "principal", _) => whom("tess"),
            (_, _, "Holder") if field.operation.ends_with("unshare") => whom("tess"),
            (_, _, "Holder" | "Principal") => whom("tim"),
            (_, _, "Level" | "Role" | "RoleId") => match &case.gives {
                Some((_, given)) => given.clone(),
                None => return Ok(by_kind(self.world, field)),
            },
            _ => return Ok(by_kind(self.world, field)),
        };
        Ok(Some(value))
    }

    fn thing(&self, name: &'static str) -> Result<Value, &'static str> {
        self.made.get(name).cloned().ok_or(name)
    }

    fn object(&self, case: &Case) -> Result<Value, &'static str> {
        let kind = case.object.unwrap_or("doc");
        let id = self.thing(kind)?;
        Ok(format!("{kind}:{}", id.as_str().unwrap_or_default()).into())
    }

    /// What is asked about: to change it.
    fn permission(&self, case: &Case) -> String {
        match case.object {
            Some("project") => Permission::PROJECTS_UPDATE.to_string(),
            Some("doc") => format!("docs.{}", self.world.mark),
            _ => Permission::TASKS_UPDATE.to_string(),
        }
    }
}

/// What is made.
impl Stage<'_> {
    async fn make(&mut self, name: &'static str) {
        let needs: &[&'static str] = match name {
            "team" | "below" | "beside" => &[],
            "comment" | "own comment" => &["task"],
            "grant" => &["doc"],
            "assignment" => &["team"],
            "doc" => &[],
            _ if self.in_team => &["team"],
            _ => &[],
        };
        let missing = needs.iter().find(|need| !self.made.contains_key(**need));
        if let Some(missing) = missing {
            return Box::pin(self.make(missing)).await;
        }
        let made = match name {
            "team" | "below" | "beside" => return self.tree().await,
            "project" => self.project().await,
            "comment" => self.comment(&self.founder).await.unwrap(),
            "own comment" => self.own_comment().await,
            "doc" => self.doc().await,
            "grant" => return,
            "assignment" => self.assignment().await,
            _ => self.task().await,
        };
        if name == "deleted task" {
            self.founds("tasks.delete", json!({ "task": made })).await;
        }
        self.made.insert(name, made);
    }

    /// What the founder does.
    async fn founds(&self, operation: &str, input: Value) -> Value {
        let made = self.founder.call(operation, input).await;
        made.unwrap_or_else(|error| panic!("{operation}: {error}"))
    }

    async fn tree(&mut self) {
        let mut above = Value::Null;
        for name in ["above", "team", "below", "beside"] {
            let parent = match name {
                "above" => Value::Null,
                "below" => self.made["team"].clone(),
                _ => above.clone(),
            };
            let team = json!({ "name": name, "parent": parent });
            let team = self.founds("teams.create", team).await["id"].clone();
            if name == "above" {
                above = team.clone();
            }
            self.made.insert(name, team);
        }
        let tess = json!({ "kind": "user", "id": self.world.id("tess") });
        let joins = json!({ "team": self.made["team"], "principal": tess, "role": "viewer" });
        self.founds("team_members.add", joins).await;
        let place = match self.player.part.place {
            Place::Above => "above",
            Place::Own => "team",
            Place::Below => "below",
            Place::Beside => "beside",
            _ => return,
        };
        let role = self.player.part.role;
        let principal = &self.player.principal;
        let joins = json!({ "team": self.made[place], "principal": principal, "role": role });
        self.founds("team_members.add", joins).await;
    }

    fn place(&self) -> Value {
        match self.in_team {
            true => self.made["team"].clone(),
            false => Value::Null,
        }
    }

    async fn project(&self) -> Value {
        let mut input = json!({ "name": "thing", "team": self.place() });
        if self.player.part.place == Place::Owner {
            input["owner"] = self.player.principal.clone();
        }
        let made = self.founds("projects.create", input).await["id"].clone();
        self.share("projects.share", json!({ "project": made }))
            .await;
        made
    }

    async fn task(&self) -> Value {
        let tess = json!({ "kind": "user", "id": self.world.id("tess") });
        let mut input = json!({ "title": "thing", "team": self.place(), "assignees": [tess] });
        let assignees = input["assignees"].as_array_mut().unwrap();
        match self.player.part.place {
            Place::Owner => input["owner"] = self.player.principal.clone(),
            Place::Assignee => assignees.push(self.player.principal.clone()),
            Place::Team => assignees.push(json!({ "kind": "team", "id": self.player.club })),
            _ => {}
        }
        let made = self.founds("tasks.create", input).await["id"].clone();
        self.share("tasks.share", json!({ "task": made })).await;
        made
    }

    async fn doc(&mut self) -> Value {
        let doc = Uuid::now_v7().to_string();
        let object = json!({ "object": format!("doc:{doc}") });
        let grant = self.share("grants.create", object).await;
        self.made.insert("grant", grant["id"].clone());
        doc.into()
    }

    /// Shares something with somebody, that there is who may be put out, and with who asks, if
    /// that is what they have.
    async fn share(&self, operation: &str, mut input: Value) -> Value {
        input["holder"] = json!({ "kind": "user", "id": self.world.id("tess") });
        input["level"] = json!("view");
        let grant = self.founds(operation, input.clone()).await;
        if let Place::Shared(level) = self.player.part.place {
            input["holder"] = self.player.principal.clone();
            input["level"] = json!(level.name());
            self.founds(operation, input).await;
        }
        grant
    }

    async fn comment(&self, author: &Tenant) -> Result<Value, Error> {
        let comment = json!({ "task": self.made["task"], "text": "said" });
        let comment = author.call("task_comments.create", comment).await?;
        Ok(comment["id"].clone())
    }

    /// Of who asks, if they may say anything.
    async fn own_comment(&self) -> Value {
        match self.comment(&self.player.tenant).await {
            Ok(comment) => comment,
            Err(_) => self.comment(&self.founder).await.unwrap(),
        }
    }

    async fn assignment(&self) -> Value {
        let tess = json!({ "kind": "user", "id": self.world.id("tess") });
        let role = tenantry::access::Role::Viewer.id();
        let given = json!({ "holder": tess, "role": role, "team": self.made["team"] });
        self.founds("assignments.create", given).await["id"].clone()
    }
}
