//! A world as rows, as the operations would write them.

use anyhow::Result;
use tenantry::access::{
    Actor, Assignment, Grant, Holder, Level, PermissionInfo, PermissionName, Principal, Role,
    RoleInfo,
};
use tenantry::directory::{Affiliation, User, UserStatus};
use tenantry::orgs::Member;
use tenantry::storage::Row;
use tenantry::teams::{Team, TeamMember};
use tenantry::{DirectoryId, OrgId, Time, UserId};

use super::names;
use crate::world::{self, World};

/// Whose rows they are.
#[derive(Clone, Copy)]
pub(super) struct Home {
    pub(super) directory: DirectoryId,
    pub(super) org: OrgId,
    /// Who owns the teams.
    pub(super) owner: UserId,
}

impl Home {
    /// The people: rows of the directory.
    pub(super) fn people(self, world: &World) -> impl Iterator<Item = Row> {
        (0..world.users()).flat_map(move |number| {
            let user = names::user(number);
            let affiliation = Affiliation {
                directory: self.directory,
                user,
                org: self.org,
            };
            [Row::User(self.user(number)), Row::Affiliation(affiliation)]
        })
    }

    fn user(self, number: usize) -> User {
        let name = format!("user-{number}");
        User {
            directory: self.directory,
            id: names::user(number),
            email: format!("{name}@example.com"),
            display_name: name.clone(),
            username: name,
            status: UserStatus::Active,
            last_login_at: None,
            version: 1,
            created_at: Time::OF_COMMIT,
            updated_at: Time::OF_COMMIT,
        }
    }

    pub(super) fn members(self, world: &World) -> impl Iterator<Item = Row> {
        (0..world.users()).map(move |number| {
            Row::Member(Member {
                org: self.org,
                principal: Principal::User(names::user(number)),
                role: Role::Member,
                suspended: false,
                version: 1,
                created_at: Time::OF_COMMIT,
                updated_at: Time::OF_COMMIT,
            })
        })
    }

    /// The teams, each after the one above it.
    pub(super) fn teams(self, world: &World) -> impl Iterator<Item = Row> {
        let parents = world.parents.iter().enumerate();
        parents.map(move |(number, parent)| {
            Row::Team(Team {
                org: self.org,
                id: names::team(number),
                parent: parent.map(names::team),
                owner: Principal::User(self.owner),
                name: format!("Team {number}"),
                description: None,
                version: 1,
                created_at: Time::OF_COMMIT,
                updated_at: Time::OF_COMMIT,
            })
        })
    }

    pub(super) fn team_members(self, world: &World) -> impl Iterator<Item = Row> {
        let teams_of = world.teams_of.iter().enumerate();
        teams_of.flat_map(move |(user, teams)| {
            teams.iter().map(move |team| {
                Row::TeamMember(TeamMember {
                    org: self.org,
                    team: names::team(*team),
                    principal: Principal::User(names::user(user)),
                    role: Role::Viewer,
                    version: 1,
                    created_at: Time::OF_COMMIT,
                    updated_at: Time::OF_COMMIT,
                })
            })
        })
    }

    pub(super) fn permissions(self, world: &World) -> Result<Vec<Row>> {
        let all = (0..world.permissions).map(|number| {
            Ok(Row::Permission(PermissionInfo {
                org: self.org,
                id: names::permission_id(number),
                name: names::permission(number)?,
                description: None,
                built_in: false,
                // Where objects are shared, this is what sharing gives.
                level: (!world.objects.is_empty()).then_some(Level::View),
                version: 1,
                created_at: Time::OF_COMMIT,
                updated_at: Time::OF_COMMIT,
            }))
        });
        all.collect()
    }

    pub(super) fn roles(self, world: &World) -> Result<Vec<Row>> {
        let all = world.roles.iter().enumerate().map(|(number, of)| {
            let permissions = of.iter().map(|number| names::permission(*number));
            let permissions = permissions.collect::<Result<Vec<PermissionName>>>()?;
            Ok(Row::Role(RoleInfo {
                org: self.org,
                id: names::role(number),
                name: format!("Role {number}"),
                description: None,
                built_in: false,
                in_team: RoleInfo::in_team_of(&permissions),
                permissions,
                every_own: false,
                version: 1,
                created_at: Time::OF_COMMIT,
                updated_at: Time::OF_COMMIT,
            }))
        });
        all.collect()
    }

    pub(super) fn assignments(self, world: &World) -> impl Iterator<Item = Row> {
        let to_users = world.roles_of.iter().enumerate().flat_map(|(user, roles)| {
            let holder = Holder::User(names::user(user));
            roles.iter().map(move |role| (holder, *role))
        });
        let to_teams = world.subtree_roles.iter();
        let to_teams = to_teams.map(|(team, role)| (Holder::Subtree(names::team(*team)), *role));
        let all = to_users.chain(to_teams).enumerate();
        all.map(move |(number, (holder, role))| {
            Row::Assignment(Assignment {
                org: self.org,
                id: names::assignment(number),
                holder,
                role: names::role(role),
                team: None,
                expires_at: None,
                given_by: Actor::System,
                version: 1,
                created_at: Time::OF_COMMIT,
                updated_at: Time::OF_COMMIT,
            })
        })
    }

    pub(super) fn grants(self, world: &World) -> Result<Vec<Row>> {
        let mut grants = Vec::new();
        for (object, holders) in world.objects.iter().enumerate() {
            let object = names::object(object)?;
            for holder in holders {
                let grant = Grant {
                    org: self.org,
                    id: names::grant(grants.len()),
                    object: object.clone(),
                    holder: match holder {
                        world::Holder::User(user) => Holder::User(names::user(*user)),
                        world::Holder::Subtree(team) => Holder::Subtree(names::team(*team)),
                    },
                    level: Level::View,
                    expires_at: None,
                    given_by: Actor::System,
                    version: 1,
                    created_at: Time::OF_COMMIT,
                    updated_at: Time::OF_COMMIT,
                };
                grants.push(Row::Grant(grant.into()));
            }
        }
        Ok(grants)
    }
}
