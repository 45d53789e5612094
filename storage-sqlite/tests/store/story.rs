//! What the tests build batches from: one directory, one organisation, its owner.

use serde_json::Map;
use tenantry::access::{Actor, Principal, Role};
use tenantry::directory::{Affiliation, Directory, Slug, User, UserStatus};
use tenantry::journal::{Audience, Draft, Effect, EntrySubject, Personal};
use tenantry::orgs::{Member, Org, OrgStatus};
use tenantry::storage::{Batch, Counter, Part, Receipt, Row, Scope, Storage, Verdict, View, Write};
use tenantry::teams::{Team, TeamMember};
use tenantry::{CommitId, DirectoryId, OrgId, TeamId, Time, UserId};
use uuid::Uuid;

pub(crate) fn id() -> Uuid {
    Uuid::now_v7()
}

/// A directory, an organisation of it, and its owner.
#[derive(Clone, Copy)]
pub(crate) struct Story {
    pub(crate) directory: DirectoryId,
    pub(crate) org: OrgId,
    pub(crate) owner: UserId,
}

impl Story {
    pub(crate) fn new() -> Self {
        Self {
            directory: DirectoryId::from_uuid(id()),
            org: OrgId::from_uuid(id()),
            owner: UserId::from_uuid(id()),
        }
    }

    /// The ids, for a process that goes on with them.
    pub(crate) fn to_text(self) -> String {
        format!("{} {} {}", self.directory, self.org, self.owner)
    }

    pub(crate) fn parse(text: &str) -> Self {
        let ids: Vec<&str> = text.split(' ').collect();
        Self {
            directory: ids[0].parse().unwrap(),
            org: ids[1].parse().unwrap(),
            owner: ids[2].parse().unwrap(),
        }
    }

    /// Commits the directory, the person, the organisation.
    pub(crate) async fn begin(storage: &dyn Storage) -> Self {
        let story = Self::new();
        for batch in [story.found_directory(), story.found_org()] {
            committed(storage, batch).await;
        }
        story
    }

    pub(crate) fn found_directory(&self) -> Batch {
        let mut part = Part::new(self.directory);
        part.writes = vec![
            Write::Insert(Row::Directory(Directory {
                id: self.directory,
                name: "people".to_owned(),
                version: 1,
                created_at: Time::OF_COMMIT,
                updated_at: Time::OF_COMMIT,
            })),
            Write::Insert(Row::User(self.user(self.owner, "ada"))),
        ];
        part.entries = vec![draft("directory", self.directory.uuid(), Effect::Widens)];
        batch([part])
    }

    pub(crate) fn found_org(&self) -> Batch {
        let mut org = Part::new(self.org);
        org.writes = vec![
            Write::Insert(Row::Org(self.org_row())),
            Write::Insert(Row::Member(self.member())),
            count(Counter::Members, 1),
            count(Counter::Owners, 1),
        ];
        org.entries = vec![draft("org", self.org.uuid(), Effect::Widens)];
        let mut directory = Part::new(self.directory);
        directory.writes = vec![
            Write::Insert(Row::Slug(Slug {
                directory: self.directory,
                slug: format!("acme-{}", self.org.uuid().simple()),
                org: self.org,
            })),
            Write::Insert(Row::Affiliation(Affiliation {
                directory: self.directory,
                user: self.owner,
                org: self.org,
            })),
        ];
        directory.entries = vec![draft("org", self.org.uuid(), Effect::Widens)];
        batch([org, directory])
    }

    pub(crate) fn org_row(&self) -> Org {
        Org {
            id: self.org,
            directory: self.directory,
            name: "Acme".to_owned(),
            slug: format!("acme-{}", self.org.uuid().simple()),
            address: None,
            contact: None,
            status: OrgStatus::Active,
            version: 1,
            created_at: Time::OF_COMMIT,
            updated_at: Time::OF_COMMIT,
        }
    }

    pub(crate) fn member(&self) -> Member {
        Member {
            org: self.org,
            principal: self.principal(),
            role: Role::Owner,
            suspended: false,
            version: 1,
            created_at: Time::OF_COMMIT,
            updated_at: Time::OF_COMMIT,
        }
    }

    pub(crate) fn user(&self, id: UserId, name: &str) -> User {
        User {
            directory: self.directory,
            id,
            username: name.to_owned(),
            email: format!("{name}@example.com"),
            display_name: name.to_owned(),
            status: UserStatus::Active,
            last_login_at: None,
            version: 1,
            created_at: Time::OF_COMMIT,
            updated_at: Time::OF_COMMIT,
        }
    }

    pub(crate) fn principal(&self) -> Principal {
        Principal::User(self.owner)
    }

    pub(crate) fn team(&self, name: &str) -> Team {
        Team {
            org: self.org,
            id: TeamId::from_uuid(id()),
            parent: None,
            owner: self.principal(),
            name: name.to_owned(),
            description: None,
            version: 1,
            created_at: Time::OF_COMMIT,
            updated_at: Time::OF_COMMIT,
        }
    }

    pub(crate) fn team_member(&self, team: TeamId) -> TeamMember {
        TeamMember {
            org: self.org,
            team,
            principal: self.principal(),
            role: Role::Manager,
            version: 1,
            created_at: Time::OF_COMMIT,
            updated_at: Time::OF_COMMIT,
        }
    }

    /// A batch that writes in the organisation and tells one entry.
    pub(crate) fn writes(&self, subject: Uuid, writes: Vec<Write>) -> Batch {
        let mut part = Part::new(self.org);
        part.writes = writes;
        part.entries = vec![draft("team", subject, Effect::Widens)];
        batch([part])
    }

    pub(crate) fn create_team(&self, team: &Team) -> Batch {
        let writes = vec![
            Write::Insert(Row::Team(team.clone())),
            count(Counter::Teams, 1),
        ];
        self.writes(team.id.uuid(), writes)
    }

    pub(crate) fn view(&self) -> View {
        view(self.org)
    }
}

pub(crate) fn view(scope: impl Into<Scope>) -> View {
    View {
        scope: scope.into(),
        proof: None,
    }
}

pub(crate) fn count(counter: Counter, by: i64) -> Write {
    Write::Count {
        counter,
        by,
        min: 0,
        max: 1_000_000,
    }
}

pub(crate) fn batch(parts: impl Into<Vec<Part>>) -> Batch {
    Batch {
        commit: CommitId::from_uuid(id()),
        parts: parts.into(),
        replay: None,
        valid_until: None,
    }
}

pub(crate) fn draft(noun: &str, subject: Uuid, effect: Effect) -> Draft {
    Draft {
        actor: Actor::System,
        on_behalf_of: None,
        reason: Some("a test".to_owned()),
        operation: "tests.write",
        subject: EntrySubject {
            noun: noun.to_owned(),
            id: subject,
        },
        body: Map::new(),
        personal: vec![Personal {
            field: "email",
            person: subject,
            salt: [7; 16],
            value: "ada@example.com".to_owned(),
        }],
        audience: Audience::default(),
        effect,
    }
}

/// Commits, and insists that it is committed.
pub(crate) async fn committed(storage: &dyn Storage, batch: Batch) -> Receipt {
    match storage.commit(batch).await.unwrap() {
        Verdict::Committed(receipt) => receipt,
        other => panic!("expected a commit, got {other:?}"),
    }
}

/// Commits, and insists that it is refused.
pub(crate) async fn refused(storage: &dyn Storage, batch: Batch) -> tenantry::storage::Failure {
    match storage.commit(batch).await.unwrap() {
        Verdict::Refused(failure) => failure,
        other => panic!("expected a refusal, got {other:?}"),
    }
}
