//! A world whose rights change at random, in every way that there is.

use serde_json::{Value, json};
use tenantry::{Caller, Tenant};
use tenantry_conformance::tenants::World;

/// Throws of a die that are the same in every run.
pub(super) struct Dice(pub(super) u64);

impl Dice {
    pub(super) fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % bound as u64) as usize
    }

    pub(super) fn one<'a, T>(&mut self, of: &'a [T]) -> &'a T {
        &of[self.below(of.len())]
    }
}

/// What changes are made to, and what is asked about.
pub(super) struct Things {
    pub(super) people: Vec<Value>,
    pub(super) teams: Vec<Value>,
    pub(super) objects: Vec<String>,
    pub(super) project: String,
    /// Ids and names.
    pub(super) permissions: Vec<(Value, String)>,
    roles: Vec<Value>,
    assignments: Vec<Value>,
    grants: Vec<Value>,
    directory: Value,
    owner: Value,
    count: usize,
}

/// A principal.
fn who(people: &[Value], dice: &mut Dice) -> Value {
    json!({ "kind": "user", "id": dice.one(people) })
}

impl Things {
    pub(super) fn of(world: &World) -> Self {
        let people = ["admin", "manager", "member", "viewer", "tess", "tim"];
        let role = |name: &str| {
            let role: tenantry::access::Role = name.parse().unwrap();
            json!(role.id())
        };
        Self {
            people: people.map(|name| world.id(name)).into(),
            teams: vec![world.id("team"), world.id("leaf")],
            objects: vec![world.id("object").as_str().unwrap().to_owned()],
            project: format!("project:{}", world.id("project").as_str().unwrap()),
            permissions: vec![(world.id("permission"), "docs.w".to_owned())],
            roles: vec![
                role("manager"),
                role("viewer"),
                role("admin"),
                world.id("role"),
            ],
            assignments: vec![world.id("assignment")],
            grants: vec![world.id("grant")],
            directory: json!(world.directory),
            owner: world.id("owner"),
            count: 0,
        }
    }

    fn holder(&self, dice: &mut Dice, inside: &Tenant) -> Value {
        match dice.below(7) {
            0 => json!({ "kind": "team", "id": dice.one(&self.teams) }),
            1 => json!({ "kind": "subtree", "id": dice.one(&self.teams) }),
            2 => json!({ "kind": "role", "id": dice.one(&self.roles) }),
            3 => json!({ "kind": "org", "id": inside.org() }),
            _ => who(&self.people, dice),
        }
    }

    /// Makes a change of some kind. One that is refused changes nothing.
    pub(super) async fn change(
        &mut self,
        dice: &mut Dice,
        system: &Caller,
        inside: &Tenant,
        ends: &str,
    ) -> String {
        self.count += 1;
        let name = format!("thing {}", self.count);
        let at = dice.below(32);
        let team = dice.one(&self.teams).clone();
        let below = [Value::Null, team.clone()][dice.below(2)].clone();
        let person = dice.one(&self.people).clone();
        let principal = json!({ "kind": "user", "id": person });
        let ends = [Value::Null, Value::Null, json!(ends)][dice.below(3)].clone();
        let built_in = *dice.one(&["admin", "manager", "member", "viewer"]);
        let level = *dice.one(&["view", "comment", "edit", "manage"]);
        let named: Vec<&String> = self.permissions.iter().map(|(_, name)| name).collect();
        let holds = json!([dice.one(&named), "teams.update", dice.one(&named)]);
        let holds = [holds, json!(["members.read"]), json!([])][dice.below(3)].clone();
        let role = dice.one(&self.roles).clone();
        let (operation, input) = match at {
            0 | 1 => (
                "teams.create",
                json!({ "name": name, "parent": below, "owner": principal }),
            ),
            2 => (
                "teams.move",
                json!({ "team": dice.one(&self.teams), "parent": below }),
            ),
            3 => (
                "teams.delete",
                json!({ "team": team, "children": "promote" }),
            ),
            4 => ("teams.update", json!({ "team": team, "owner": principal })),
            5 | 6 => (
                "team_members.add",
                json!({ "team": team, "principal": principal, "role": built_in }),
            ),
            7 => (
                "team_members.update",
                json!({ "team": team, "principal": principal, "role": built_in }),
            ),
            8 => (
                "team_members.remove",
                json!({ "team": team, "principal": principal }),
            ),
            9 => (
                "members.update",
                json!({ "principal": principal, "role": built_in }),
            ),
            10 => (
                "members.remove",
                json!({ "user": person, "heir": { "kind": "user", "id": self.owner } }),
            ),
            11 | 12 => ("members.add", json!({ "user": person, "role": built_in })),
            13 => (
                "users.suspend",
                json!({ "directory": self.directory, "user": person }),
            ),
            14 | 15 => (
                "users.resume",
                json!({ "directory": self.directory, "user": person }),
            ),
            16 => (
                "permissions.create",
                json!({ "name": format!("docs.act_{}", self.count), "level": level }),
            ),
            17 => (
                "permissions.update",
                json!({ "permission": dice.one(&self.permissions).0, "level": level }),
            ),
            18 => (
                "permissions.delete",
                json!({ "permission": dice.one(&self.permissions).0 }),
            ),
            19 => (
                "roles.create",
                json!({ "name": name, "permissions": holds }),
            ),
            20 => (
                "roles.update",
                json!({ "role": role, "permissions": holds }),
            ),
            21 => ("roles.delete", json!({ "role": role })),
            22..=24 => {
                let holder = self.holder(dice, inside);
                (
                    "assignments.create",
                    json!({ "holder": holder, "role": role, "team": below, "expires_at": ends }),
                )
            }
            25 => (
                "assignments.update",
                json!({ "assignment": dice.one(&self.assignments), "expires_at": ends }),
            ),
            26 => (
                "assignments.delete",
                json!({ "assignment": dice.one(&self.assignments) }),
            ),
            27 | 28 => {
                let holder = self.holder(dice, inside);
                let object = dice.one(&self.objects);
                (
                    "grants.create",
                    json!({ "object": object, "holder": holder, "level": level, "expires_at": ends }),
                )
            }
            29 => (
                "grants.update",
                json!({ "grant": dice.one(&self.grants), "level": level, "expires_at": ends }),
            ),
            30 => ("grants.delete", json!({ "grant": dice.one(&self.grants) })),
            _ => ("orgs.suspend", Value::Null),
        };
        let done = match operation {
            "users.suspend" | "users.resume" => system.call(operation, input.clone()).await,
            _ => inside.call(operation, input.clone()).await,
        };
        let told = format!("{operation} {input}: {}", done.is_ok());
        if let Ok(done) = done {
            self.keep(operation, &done);
        }
        told
    }

    fn keep(&mut self, operation: &str, made: &Value) {
        let id = made["id"].clone();
        match operation {
            "teams.create" => self.teams.push(id),
            "roles.create" => self.roles.push(id),
            "permissions.create" => {
                let name = made["name"].as_str().unwrap().to_owned();
                self.permissions.push((id, name));
            }
            "assignments.create" => self.assignments.push(id),
            "grants.create" => {
                self.grants.push(id);
                self.objects.push(format!("doc:{}", uuid::Uuid::now_v7()));
                self.objects.truncate(4);
            }
            _ => {}
        }
    }
}
