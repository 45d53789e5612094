//! The columns: who asks, told apart by nothing but where they have a role, or what they have of
//! the thing.

use serde_json::{Value, json};
use tenantry::Tenant;
use tenantry::access::{Level, Role};
use tenantry_conformance::tenants::World;

/// Where somebody stands to the thing that they ask about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// They have the role at the organisation.
    Org,
    /// In the team above the one that the thing is in.
    Above,
    /// In the team that the thing is in.
    Own,
    /// In the team below.
    Below,
    /// In another team below the one above.
    Beside,
    /// In another organisation.
    Elsewhere,
    /// So much of the thing is shared with them.
    Shared(Level),
    /// It is theirs.
    Owner,
    /// It is assigned to them.
    Assignee,
    /// It is assigned to a team of theirs.
    Team,
}

/// A group of columns, by the head over it.
pub(super) struct Group {
    pub(super) head: &'static str,
    pub(super) parts: Vec<Part>,
}

/// One of those who ask.
#[derive(Clone, Copy, Debug)]
pub(super) struct Part {
    pub(super) letter: char,
    pub(super) role: Role,
    pub(super) place: Place,
}

const ROLES: [(char, Role); 6] = [
    ('O', Role::Owner),
    ('A', Role::Admin),
    ('M', Role::Manager),
    ('m', Role::Member),
    ('v', Role::Viewer),
    ('b', Role::Billing),
];

/// The role at the organisation of who is to have nothing but what the column says.
const LEAST: Role = Role::Billing;

pub(super) fn groups() -> Vec<Group> {
    let of_roles = |head, place| Group {
        head,
        parts: ROLES
            .map(|(letter, role)| Part {
                letter,
                role,
                place,
            })
            .into(),
    };
    let least = |letter, place| Part {
        letter,
        role: LEAST,
        place,
    };
    vec![
        of_roles("org", Place::Org),
        of_roles("above", Place::Above),
        of_roles("team", Place::Own),
        of_roles("below", Place::Below),
        of_roles("beside", Place::Beside),
        of_roles("other", Place::Elsewhere),
        Group {
            head: "share",
            parts: vec![
                least('v', Place::Shared(Level::View)),
                least('c', Place::Shared(Level::Comment)),
                least('e', Place::Shared(Level::Edit)),
                least('m', Place::Shared(Level::Manage)),
            ],
        },
        Group {
            head: "own",
            parts: vec![
                least('o', Place::Owner),
                least('a', Place::Assignee),
                least('t', Place::Team),
            ],
        },
    ]
}

/// Somebody who asks.
pub(super) struct Player {
    pub(super) part: Part,
    pub(super) tenant: Tenant,
    pub(super) principal: Value,
    /// A team of theirs that has nothing to do with others.
    pub(super) club: Value,
}

impl Player {
    /// `other` is a world in the same store, of another organisation.
    pub(super) async fn enter(world: &World, other: &World, part: Part) -> Self {
        let tenant = match part.place {
            Place::Elsewhere => other.inside(part.role.name()).await,
            Place::Org => newcomer(world, part, part.role).await,
            _ => newcomer(world, part, LEAST).await,
        };
        let principal = json!(tenant.actor().principal());
        let club = match part.place {
            Place::Team => club(world, &principal).await,
            _ => Value::Null,
        };
        Self {
            part,
            tenant,
            principal,
            club,
        }
    }
}

/// Somebody new, with a role at the organisation: who founded it owns all that is there.
async fn newcomer(world: &World, part: Part, role: Role) -> Tenant {
    let name = format!("{:?} {}", part.place, part.role).to_lowercase();
    let name = name.replace(|letter: char| !letter.is_alphanumeric(), "");
    let (system, owner) = (world.system(), world.inside("owner").await);
    let made = json!({
        "directory": world.directory, "username": name, "email": format!("{name}@example.com"),
        "display_name": name,
    });
    let user = system.call("users.create", made).await.unwrap();
    let link = json!({
        "directory": world.directory, "user": user["id"], "issuer": "app", "subject": name,
    });
    system.call("subjects.link", link).await.unwrap();
    let member = json!({ "user": user["id"], "role": role });
    owner.call("members.add", member).await.unwrap();
    let caller = world.tenantry.vouch(world.directory, "app", &name).await;
    caller.unwrap().enter(world.org).await.unwrap()
}

async fn club(world: &World, member: &Value) -> Value {
    let owner = world.inside("owner").await;
    let club = owner.call("teams.create", json!({ "name": "club" })).await;
    let club = club.unwrap()["id"].clone();
    let joins = json!({ "team": club, "principal": member, "role": LEAST });
    owner.call("team_members.add", joins).await.unwrap();
    club
}
