//! The ways in which somebody is given a right and loses it, and what it lets them do.

use serde_json::{Value, json};
use tenantry::access::Role;
use tenantry::{Caller, ErrorKind, Tenant};

use crate::tenants::World;

/// One way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Way {
    /// A role is assigned.
    Assignment,
    /// An object of the product's is shared.
    Grant,
    /// A task is shared.
    Share,
    /// A team that was given a role takes somebody in.
    TeamMember,
    /// A role is assigned, and the person suspended.
    Suspension,
}

pub(super) const WAYS: [Way; 5] = [
    Way::Assignment,
    Way::Grant,
    Way::Share,
    Way::TeamMember,
    Way::Suspension,
];

/// Who gives and takes.
pub(super) struct Giver {
    system: Caller,
    inside: Tenant,
    directory: Value,
    team: Value,
    pub(super) to: Receiver,
}

/// Who is given something, and things that are shared with them.
#[derive(Clone, Debug)]
pub(super) struct Receiver {
    /// A permission of the product's that sharing its objects gives.
    pub(super) permission: String,
    pub(super) user: Value,
    pub(super) object: Value,
    pub(super) task: Value,
}

impl Giver {
    pub(super) async fn new(world: &World) -> Self {
        let system = world.system();
        let inside = system.enter(world.org).await.unwrap();
        let leaf = json!({ "kind": "team", "id": world.id("leaf") });
        let to_leaf = json!({ "holder": leaf, "role": Role::Admin.id() });
        inside.call("assignments.create", to_leaf).await.unwrap();
        let owner = world.inside("owner").await;
        let task = owner.call("tasks.create", json!({ "title": "Look" })).await;
        Self {
            directory: json!(world.directory),
            team: world.id("leaf"),
            to: Receiver {
                permission: format!("docs.{}", world.mark.replace('-', "_")),
                user: world.id("viewer"),
                object: world.id("object"),
                task: task.unwrap()["id"].clone(),
            },
            system,
            inside,
        }
    }

    /// Gives a right; answers what it takes to take it.
    pub(super) async fn gives(&self, way: Way) -> Value {
        let Receiver {
            user, object, task, ..
        } = &self.to;
        let holder = json!({ "kind": "user", "id": user });
        let (give, input) = match way {
            Way::Assignment | Way::Suspension => (
                "assignments.create",
                json!({ "holder": holder, "role": Role::Admin.id() }),
            ),
            Way::Grant => (
                "grants.create",
                json!({ "object": object, "holder": holder, "level": "edit" }),
            ),
            Way::Share => (
                "tasks.share",
                json!({ "task": task, "holder": holder, "level": "edit" }),
            ),
            Way::TeamMember => (
                "team_members.add",
                json!({ "team": self.team, "principal": holder, "role": "viewer" }),
            ),
        };
        let made = self.inside.call(give, input).await.unwrap();
        match way {
            Way::Assignment | Way::Suspension => json!({ "assignment": made["id"] }),
            Way::Grant => json!({ "grant": made["id"] }),
            Way::Share => json!({ "task": task, "holder": holder }),
            Way::TeamMember => json!({ "team": self.team, "principal": holder }),
        }
    }

    /// Takes it.
    pub(super) async fn takes(&self, way: Way, given: &Value) {
        let take = match way {
            Way::Assignment => "assignments.delete",
            Way::Grant => "grants.delete",
            Way::Share => "tasks.unshare",
            Way::TeamMember => "team_members.remove",
            Way::Suspension => return self.of_user("users.suspend").await,
        };
        self.inside.call(take, given.clone()).await.unwrap();
    }

    /// Leaves things as they were.
    pub(super) async fn ends(&self, way: Way, given: &Value) {
        if way == Way::Suspension {
            self.takes(Way::Assignment, given).await;
            self.of_user("users.resume").await;
        }
    }

    async fn of_user(&self, operation: &str) {
        let named = json!({ "directory": self.directory, "user": self.to.user });
        self.system.call(operation, named).await.unwrap();
    }
}

impl Receiver {
    /// Who it is, as a bare check asks.
    pub(super) fn who(&self) -> String {
        format!("user:{}", text(&self.user))
    }

    /// The permission that each way gives, and on which object.
    pub(super) fn right(&self, way: Way) -> (&str, Option<String>) {
        match way {
            Way::Assignment | Way::TeamMember | Way::Suspension => ("services.manage", None),
            Way::Grant => (&self.permission, Some(text(&self.object))),
            Way::Share => ("tasks.update", Some(format!("task:{}", text(&self.task)))),
        }
    }

    /// The input of a check, about whoever asks or about this one.
    pub(super) fn question(&self, way: Way, is_own: bool) -> Value {
        let (permission, object) = self.right(way);
        let principal = json!({ "kind": "user", "id": self.user });
        json!({
            "permission": permission,
            "object": object,
            "principal": if is_own { Value::Null } else { principal },
        })
    }

    /// Does what only who has the right may do, each turn in another way; whether it was allowed.
    pub(super) async fn does(&self, way: Way, own: &Tenant, other: &Tenant, turn: usize) -> bool {
        let check = "access.check";
        let task = &self.task;
        let (asks, operation, input) = match (turn % 5, way) {
            (0, _) => (other, check, self.question(way, false)),
            (1, _) | (_, Way::Grant) => (own, check, self.question(way, true)),
            (2, Way::Share) => (own, "tasks.get", json!({ "task": task })),
            (3, Way::Share) => {
                let title = format!("Look {turn}");
                (own, "tasks.update", json!({ "task": task, "title": title }))
            }
            (_, Way::Share) => {
                let comment = json!({ "task": task, "text": "Seen." });
                (own, "task_comments.create", comment)
            }
            (2, _) => (own, "services.list", json!({})),
            (3, _) => {
                let name = json!({ "name": format!("Name {turn}") });
                (own, "orgs.update", name)
            }
            _ => {
                let name = json!({ "name": format!("Team {turn}") });
                (own, "teams.create", name)
            }
        };
        match asks.call(operation, input).await {
            Ok(answer) if operation == check => answer["allowed"] == true,
            Ok(_) => true,
            Err(error) => {
                let kind = error.kind();
                assert!(is_refusal(kind), "{operation}: {error}");
                false
            }
        }
    }
}

/// What somebody is told who may not, or whom others were faster than.
pub(super) fn is_refusal(kind: ErrorKind) -> bool {
    use ErrorKind::{Busy, Conflict, Denied, NotFound, Unauthenticated};
    matches!(kind, Busy | Conflict | Denied | NotFound | Unauthenticated)
}

fn text(value: &Value) -> String {
    value.as_str().unwrap().to_owned()
}
