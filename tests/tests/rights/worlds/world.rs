//! A random organisation: its rows as the operations answered them, and a handle for everybody.

use std::sync::Arc;

use serde_json::{Value, json};
use tenantry::access::{
    Assignment, Grant, Level, ListPermissions, ListRoles, Object, Permission, PermissionName,
    Principal, Role, RoleInfo,
};
use tenantry::storage::Storage;
use tenantry::tasks::Task;
use tenantry::teams::{Team, TeamMember};
use tenantry::{Caller, DirectoryId, OrgId, Tenant, Tenantry, Time, UserId};
use tenantry_conformance::fixture::{Dice, HandClock};
use tenantry_conformance::stories::StoryIds;
use uuid::Uuid;

use super::facts::{Model, Who};

const PEOPLE: usize = 10;
const SERVICES: usize = 3;
const TEAMS: usize = 52;
const OBJECTS: u128 = 4;

/// The permissions of its own, with the level of sharing that holds each.
const OWN: [(&str, Option<Level>); 5] = [
    ("docs.list", None),
    ("docs.read", Some(Level::View)),
    ("docs.note", Some(Level::Comment)),
    ("docs.write", Some(Level::Edit)),
    ("docs.share", Some(Level::Manage)),
];

/// Somebody who calls.
#[derive(Clone)]
pub(super) struct Actor {
    pub(super) who: Who,
    pub(super) inside: Tenant,
}

pub(super) struct World {
    pub(super) seed: u64,
    pub(super) dice: Dice,
    pub(super) clock: Arc<HandClock>,
    pub(super) tenantry: Tenantry,
    pub(super) system: Caller,
    pub(super) directory: DirectoryId,
    pub(super) org: OrgId,
    /// The founder, who stays and may do everything, first.
    pub(super) actors: Vec<Actor>,
    pub(super) names: Vec<PermissionName>,
    pub(super) objects: Vec<Object>,
    pub(super) teams: Vec<Team>,
    pub(super) team_members: Vec<TeamMember>,
    pub(super) assignments: Vec<Assignment>,
    pub(super) roles: Vec<RoleInfo>,
    pub(super) grants: Vec<Grant>,
    pub(super) tasks: Vec<Task>,
    /// With whom tasks are shared.
    pub(super) shares: Vec<Grant>,
    /// The links that were made, also those that have ended, each with somebody who has it.
    pub(super) links: Vec<(Grant, Tenant)>,
    /// The rules, told of all this.
    pub(super) model: Model,
    /// What was done last: a failure tells it.
    pub(super) last: String,
}

impl World {
    pub(super) async fn new(store: Arc<dyn Storage>, clock: Arc<HandClock>, seed: u64) -> Self {
        let now = Time::from_micros(1_800_000_000_000_000);
        clock.set(now.micros());
        // No two worlds of a store have the same.
        let ids = StoryIds::after(seed << 20);
        let tenantry = Tenantry::shared(store, Arc::new(ids));
        let system = tenantry.system("the test").unwrap();
        let directory = system.call("directories.create", json!({ "name": "people" }));
        let directory: DirectoryId = of(&directory.await.unwrap()["id"]);
        let founder = person(&tenantry, &system, directory, 0).await;
        let org = json!({ "name": "random", "slug": "random" });
        let org = founder.call("orgs.create", org).await.unwrap();
        let org: OrgId = of(&org["id"]);
        let (inside, dice) = (founder.enter(org).await.unwrap(), Dice::of(seed));
        let mut world = Self {
            seed,
            dice,
            clock,
            tenantry: tenantry.clone(),
            system,
            directory,
            org,
            names: Vec::new(),
            objects: (0..OBJECTS)
                .map(|number| Object::new("doc", Uuid::from_u128(number)).unwrap())
                .collect(),
            teams: Vec::new(),
            team_members: Vec::new(),
            assignments: Vec::new(),
            roles: Vec::new(),
            grants: Vec::new(),
            tasks: Vec::new(),
            shares: Vec::new(),
            links: Vec::new(),
            model: Model {
                now,
                members: Vec::new(),
                teams: Vec::new(),
                in_teams: Vec::new(),
                permissions: Vec::new(),
                given: Vec::new(),
            },
            actors: vec![Actor {
                who: Who(inside.actor().principal().unwrap(), None),
                inside,
            }],
            last: String::new(),
        };
        world.words().await;
        world.people(&tenantry).await;
        world.services(&tenantry).await;
        world.tree().await;
        world.retell();
        world
    }

    pub(super) fn founder(&self) -> &Tenant {
        &self.actors[0].inside
    }

    /// Permissions and roles.
    async fn words(&mut self) {
        let founder = self.founder().clone();
        for (name, level) in OWN {
            let made = json!({ "name": name, "level": level });
            founder.call("permissions.create", made).await.unwrap();
        }
        let permissions = founder.permissions().list(ListPermissions::default());
        self.model.permissions = permissions.await.unwrap().items;
        let operators = [Permission::ORGS_SUSPEND, Permission::DIRECTORY_MANAGE];
        let is_an_operators = |name: &PermissionName| {
            let built_in = name.built_in();
            built_in.is_some_and(|name| operators.contains(&name))
        };
        let names = self.model.permissions.iter().map(|of| of.name.clone());
        self.names = names.filter(|name| !is_an_operators(name)).collect();
        for number in 0..5 {
            let permissions = self.some_names();
            let role = json!({ "name": format!("role {number}"), "permissions": permissions });
            founder.call("roles.create", role).await.unwrap();
        }
        self.roles = founder
            .roles()
            .list(ListRoles::default())
            .await
            .unwrap()
            .items;
    }

    async fn people(&mut self, tenantry: &Tenantry) {
        let me = json!({ "principal": self.actors[0].who.0 });
        let me = self.founder().call("members.get", me).await.unwrap();
        self.model.members.push(of(&me));
        for number in 1..PEOPLE {
            let person = person(tenantry, &self.system, self.directory, number).await;
            let user: UserId = person.actor().uuid().to_string().parse().unwrap();
            let member = json!({ "user": user, "role": self.role() });
            let member = self.founder().call("members.add", member).await.unwrap();
            self.model.members.push(of(&member));
            self.enters(Principal::User(user), &person, None).await;
            if number % 2 == 0 {
                let scopes = self.some_names();
                let key = json!({ "name": "cut", "scopes": scopes });
                let key = person.call("keys.create", key).await.unwrap();
                let key = tenantry
                    .authenticate(key["secret"].as_str().unwrap())
                    .await
                    .unwrap();
                self.enters(Principal::User(user), &key, Some(scopes)).await;
            }
        }
    }

    async fn services(&mut self, tenantry: &Tenantry) {
        for number in 0..SERVICES {
            let role = [Role::Admin, Role::Manager, Role::Viewer][number];
            let made = json!({ "name": format!("robot {number}"), "role": role });
            let made = self.founder().call("services.create", made).await.unwrap();
            let robot = Principal::Service(of(&made["id"]));
            let member = self
                .founder()
                .call("members.get", json!({ "principal": robot }))
                .await;
            self.model.members.push(of(&member.unwrap()));
            for scopes in [None, Some(self.some_names())] {
                let key = json!({
                    "service": robot.uuid(), "name": "key", "scopes": scopes.clone().unwrap_or_default(),
                });
                let key = self
                    .founder()
                    .call("service_keys.create", key)
                    .await
                    .unwrap();
                let key = tenantry
                    .authenticate(key["secret"].as_str().unwrap())
                    .await
                    .unwrap();
                self.enters(robot, &key, scopes).await;
            }
        }
    }

    async fn enters(&mut self, who: Principal, caller: &Caller, cut: Option<Vec<PermissionName>>) {
        let inside = caller.enter(self.org).await.unwrap();
        self.actors.push(Actor {
            who: Who(who, cut),
            inside,
        });
    }

    /// Teams, one below the other as often as the seed has it.
    async fn tree(&mut self) {
        let steep = 1 + self.dice.roll(60);
        for number in 0..TEAMS {
            let parent = match self.teams.last() {
                Some(last) if !self.dice.hits(steep) => Some(last.id),
                _ => self.place(),
            };
            let owner = self.someone();
            let team =
                json!({ "name": format!("team {number}"), "parent": parent, "owner": owner });
            let team = self.founder().call("teams.create", team).await.unwrap();
            self.teams.push(of(&team));
        }
    }

    /// Lets time pass.
    pub(super) fn passes(&mut self, micros: u64) {
        self.model.now = Time::from_micros(self.model.now.micros() + micros.cast_signed());
        self.clock.set(self.model.now.micros());
    }
}

async fn person(
    library: &Tenantry,
    system: &Caller,
    directory: DirectoryId,
    number: usize,
) -> Caller {
    let name = format!("person-{number}");
    let user = json!({
        "directory": directory, "username": name, "email": format!("{name}@example.com"),
        "display_name": name,
    });
    let user = system.call("users.create", user).await.unwrap();
    let link = json!({
        "directory": directory, "user": user["id"], "issuer": "app", "subject": name,
    });
    system.call("subjects.link", link).await.unwrap();
    library.vouch(directory, "app", &name).await.unwrap()
}

/// An answer in its type.
pub(super) fn of<T: serde::de::DeserializeOwned>(answer: &Value) -> T {
    serde_json::from_value(answer.clone()).unwrap()
}
