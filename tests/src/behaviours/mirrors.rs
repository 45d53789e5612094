//! Mirrors: tenants that use the very same ids, kept apart in every read.

use tenantry::access::{Principal, Role};
use tenantry::storage::{Proof, Row, Storage, TeamsOf, Write};
use tenantry::teams::Team;
use tenantry::{DirectoryId, KeyId, OrgId, ServiceId, TeamId};

use crate::Bench;
use crate::fixture::{FIRST, Story, batch, committed, id, key, part, service, subject};

/// Two organisations of one directory that have a team and a service of the same ids.
struct Mirror {
    left: Story,
    right: Story,
    team: TeamId,
    service: ServiceId,
}

impl Mirror {
    async fn begin(store: &dyn Storage) -> Self {
        let left = Story::begin(store).await;
        let right = left.beside(store).await;
        let mirror = Self {
            left,
            right,
            team: TeamId::from_uuid(id()),
            service: ServiceId::from_uuid(id()),
        };
        mirror.fill(store, &left, "left").await;
        mirror.fill(store, &right, "right").await;
        mirror
    }

    async fn fill(&self, store: &dyn Storage, story: &Story, name: &str) {
        let team = self.team(story, name);
        let mut child = story.team(name);
        child.parent = Some(team.id);
        let member = story.team_member(team.id);
        let robot = Principal::Service(self.service);
        let writes = [
            Write::Insert(Row::Team(team)),
            Write::Insert(Row::Team(child)),
            Write::Insert(Row::TeamMember(member)),
            Write::Insert(Row::Service(service(story.org, self.service, name))),
            Write::Insert(Row::Member(story.member(robot, Role::Viewer))),
        ];
        let mut part = part(story.org, writes);
        part.entries[0].subject.id = self.team.uuid();
        part.entries[0].reason = Some(name.to_owned());
        committed(store, batch([part])).await;
    }

    fn team(&self, story: &Story, name: &str) -> Team {
        let mut team = story.team(name);
        team.id = self.team;
        team
    }
}

pub(super) async fn mirrored_tenants_are_kept_apart_in_every_read(bench: &Bench) {
    let store = bench.open().await;
    let mirror = Mirror::begin(&*store).await;
    for (story, name) in [(mirror.left, "left"), (mirror.right, "right")] {
        let view = story.view();
        let team = store.team(&view, mirror.team).await.unwrap().value.unwrap();
        assert_eq!((team.org, team.name.as_str()), (story.org, name));
        let path = store.team_path(&view, mirror.team).await.unwrap().value;
        assert_eq!(path, [mirror.team]);
        for of in [
            TeamsOf::Org,
            TeamsOf::Top,
            TeamsOf::Parent(team.id),
            TeamsOf::Below(team.id),
        ] {
            let teams = store.teams(&view, of, FIRST).await.unwrap().value;
            let expected = if of == TeamsOf::Org { 2 } else { 1 };
            assert_eq!(teams.len(), expected, "{of:?}");
            assert!(
                teams
                    .iter()
                    .all(|team| team.org == story.org && team.name == name)
            );
        }
        let members = store
            .team_members(&view, team.id, FIRST)
            .await
            .unwrap()
            .value;
        assert_eq!(members.len(), 1);
        assert_eq!(members[0].org, story.org);
        let start = (TeamId::from_uuid(uuid::Uuid::nil()), uuid::Uuid::nil());
        let all = store.all_team_members(&view, start, 9).await.unwrap().value;
        assert_eq!(all.len(), 1);
        assert_eq!(all[0].org, story.org);
        let count = store.team_members_count(&view, &[team.id], 9).await;
        assert_eq!(count.unwrap().value, 1);
        let member = store
            .team_member(&view, team.id, story.principal())
            .await
            .unwrap();
        assert_eq!(member.value.unwrap().org, story.org);
        let owned = store
            .teams_owned(&view, story.principal(), 9)
            .await
            .unwrap()
            .value;
        assert_eq!(owned.len(), 2);
        let found = store
            .service(&view, mirror.service)
            .await
            .unwrap()
            .value
            .unwrap();
        assert_eq!((found.org, found.name.as_str()), (story.org, name));
        assert_eq!(store.services(&view, FIRST).await.unwrap().value, [found]);
        let members = store.members(&view, FIRST).await.unwrap().value;
        assert_eq!(members.len(), 2);
        assert!(members.iter().all(|member| member.org == story.org));
        let standing = store
            .standing(&view, Some(story.principal()))
            .await
            .unwrap()
            .unwrap();
        assert_eq!(standing.value.org.id, story.org);
        assert_eq!(standing.value.member.unwrap().org, story.org);
        assert_eq!(standing.value.team_roles.len(), 3);
        let told = store
            .activity(&view, mirror.team.uuid(), 99, 9)
            .await
            .unwrap()
            .value;
        assert_eq!(told.len(), 1);
        assert_eq!(told[0].reason.as_deref(), Some(name));
        let entries = store.entries(view.scope, 0, 99).await.unwrap();
        assert!(entries.iter().all(|entry| entry.scope == view.scope));
    }
}

pub(super) async fn mirrored_directories_are_kept_apart_in_every_read(bench: &Bench) {
    let store = bench.open().await;
    let left = Story::begin(&*store).await;
    let right = Story {
        directory: DirectoryId::from_uuid(id()),
        org: OrgId::from_uuid(id()),
        owner: left.owner,
    };
    committed(&*store, right.found_directory()).await;
    committed(&*store, right.found_org()).await;
    let key_id = KeyId::from_uuid(id());
    for story in [&left, &right] {
        let mut key = key(story.directory, key_id, story.principal());
        key.key.name = story.directory.to_string();
        let writes = [
            Write::Insert(Row::ApiKey(key)),
            Write::Insert(Row::Subject(subject(story.directory, "ada", story.owner))),
        ];
        committed(&*store, batch([part(story.directory, writes)])).await;
    }
    for story in [&left, &right] {
        let (view, home) = (story.directory_view(), story.directory);
        let found = store.user(&view, story.owner).await.unwrap().value.unwrap();
        assert_eq!(found.directory, home);
        let listed = store.users(&view, FIRST).await.unwrap().value;
        assert_eq!(listed, [found]);
        let proof = Proof {
            directory: home,
            key: key_id,
        };
        let credential = store.credential(proof).await.unwrap().unwrap();
        assert_eq!(credential.stored.key.name, home.to_string());
        assert_eq!(credential.user.unwrap().directory, home);
        let stored = store.key(&view, key_id).await.unwrap().value.unwrap();
        assert_eq!(stored.key.directory, home);
        let keys = store
            .keys(&view, story.principal(), FIRST)
            .await
            .unwrap()
            .value;
        assert_eq!(keys, [stored.key]);
        let issuer = "https://login.example.com";
        let (link, person) = store.vouched(home, issuer, "ada").await.unwrap().unwrap();
        assert_eq!((link.directory, person.directory), (home, home));
        let links = store.subjects(&view, story.owner).await.unwrap().value;
        assert_eq!(links, [link]);
        let orgs = store
            .orgs_of(&view, story.owner, FIRST)
            .await
            .unwrap()
            .value;
        assert_eq!(
            orgs.iter().map(|org| org.id).collect::<Vec<_>>(),
            [story.org]
        );
        let memberships = store.memberships(home, story.owner).await.unwrap();
        assert_eq!(memberships.len(), 1);
        assert_eq!(memberships[0].1.org, story.org);
    }
}
