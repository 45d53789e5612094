//! An organisation with many tasks, written in bulk: its owner, and people who each see some of
//! them in another way.

use anyhow::{Context, Result, ensure};
use tenantry::access::{Actor, Grant, Holder, Level, Principal, Role};
use tenantry::orgs::UpdateMember;
use tenantry::storage::{Batch, Part, Row, Verdict, Write};
use tenantry::tasks::{Category, Position, Priority, Task};
use tenantry::teams::{Team, TeamMember};
use tenantry::{Clock, CommitId, GrantId, OrgId, SystemClock, TaskId, TeamId, Tenant, Time};
use uuid::Uuid;

use crate::world::World;

/// The teams that tasks are in, one below the other team at the top.
const HALL: usize = 10_000;
/// The teams that tasks are shared with.
const GROUPS: usize = 1_000;
/// How many of them the member of groups is in: with themself and the organisation, 20 holders.
const JOINED: usize = 18;
/// With how many teams each task is shared.
const SHARES: usize = 4;
/// How many tasks are shared with one person directly.
const DIRECT: usize = 10_000;
/// The word that few tasks have, and how many do.
pub(super) const WORD: &str = "zebra";
const WORDED: usize = 10;
/// How many rows one batch writes.
const ROWS: usize = 2_000;

/// Who asks, in the order of the world's people.
#[derive(Clone, Copy, Debug)]
pub(super) enum Who {
    Owner,
    /// Is in some teams that tasks are shared with.
    OfGroups,
    /// Sees what is in any team of the hall.
    OfHall,
    /// Had tasks shared with them.
    Direct,
}

/// The organisation.
pub(super) struct Estate {
    pub(super) world: World,
    pub(super) people: Vec<Tenant>,
    /// What each task is, the oldest first.
    tasks: Vec<Known>,
}

/// What decides who sees a task, and where it stands.
struct Known {
    id: TaskId,
    due: Time,
    shared: [usize; SHARES],
    direct: bool,
    worded: bool,
}

impl Estate {
    /// Fills an organisation of a world of four.
    pub(super) async fn new(world: World, tasks: usize) -> Result<Self> {
        let org = world.org(&world.people).await?;
        see_their_own(&world, org).await?;
        let mut estate = Self {
            people: Vec::new(),
            tasks: known(tasks),
            world,
        };
        estate.teams(org).await?;
        estate.fill(org).await?;
        for person in &estate.world.people {
            estate.people.push(person.caller.enter(org).await?);
        }
        Ok(estate)
    }

    pub(super) fn tenant(&self, who: Who) -> Result<&Tenant> {
        self.people.get(who as usize).context("nobody is there")
    }

    /// How many tasks there are.
    pub(super) fn len(&self) -> usize {
        self.tasks.len()
    }

    /// The newest tasks that somebody sees.
    pub(super) fn newest(&self, who: Who, limit: usize) -> Vec<TaskId> {
        let sees = |task: &&Known| match who {
            Who::Owner | Who::OfHall => true,
            Who::OfGroups => task.shared.iter().any(|group| *group < JOINED),
            Who::Direct => task.direct,
        };
        let seen = self.tasks.iter().rev().filter(sees);
        seen.take(limit).map(|task| task.id).collect()
    }

    /// The tasks with the word, those that are due first before the others.
    pub(super) fn worded(&self) -> Vec<TaskId> {
        let mut worded: Vec<&Known> = self.tasks.iter().filter(|task| task.worded).collect();
        worded.sort_by_key(|task| (task.due, task.id));
        worded.into_iter().map(|task| task.id).collect()
    }

    async fn teams(&self, org: OrgId) -> Result<()> {
        let hall = (1..HALL).map(|number| (hall_team(number), Some(hall_team(0))));
        let groups = (0..GROUPS).map(|number| (group_team(number), None));
        let teams = std::iter::once((hall_team(0), None))
            .chain(hall)
            .chain(groups);
        let owner = Principal::User(self.person(Who::Owner)?);
        let now = SystemClock.now();
        let teams = teams.map(|(id, parent)| {
            Row::Team(Team {
                org,
                id,
                parent,
                owner,
                name: "Team".to_owned(),
                description: None,
                version: 1,
                created_at: now,
                updated_at: now,
            })
        });
        let member = |team, who, role| -> Result<Row> {
            Ok(Row::TeamMember(TeamMember {
                org,
                team,
                principal: Principal::User(self.person(who)?),
                role,
                version: 1,
                created_at: now,
                updated_at: now,
            }))
        };
        let mut rows: Vec<Row> = teams.collect();
        rows.push(member(hall_team(0), Who::OfHall, Role::Viewer)?);
        for group in 0..JOINED {
            rows.push(member(group_team(group), Who::OfGroups, Role::Viewer)?);
        }
        self.write(org, rows).await
    }

    fn person(&self, who: Who) -> Result<tenantry::UserId> {
        let person = self.world.people.get(who as usize);
        Ok(person.context("nobody is there")?.user)
    }

    /// The tasks, and what is shared of them.
    async fn fill(&self, org: OrgId) -> Result<()> {
        let owner = Principal::User(self.person(Who::Owner)?);
        let direct = Holder::User(self.person(Who::Direct)?);
        for (batch, tasks) in self.tasks.chunks(ROWS / SHARES).enumerate() {
            let mut rows = Vec::with_capacity(ROWS * 2);
            for (place, task) in tasks.iter().enumerate() {
                let number = batch * (ROWS / SHARES) + place;
                rows.push(Row::Task(task.row(org, owner, number)));
                let groups = task
                    .shared
                    .iter()
                    .map(|group| Holder::Team(group_team(*group)));
                let holders = groups.chain(task.direct.then_some(direct));
                let grants = holders.map(|holder| Row::Grant(task.grant(org, holder).into()));
                rows.extend(grants);
            }
            self.write(org, rows).await?;
        }
        Ok(())
    }

    async fn write(&self, org: OrgId, rows: Vec<Row>) -> Result<()> {
        let mut rows = rows.into_iter().map(Write::Insert).peekable();
        while rows.peek().is_some() {
            let mut part = Part::new(org);
            part.writes = rows.by_ref().take(ROWS).collect();
            let batch = Batch {
                commit: CommitId::from_uuid(Uuid::now_v7()),
                parts: vec![part],
                replay: None,
                valid_until: None,
            };
            let verdict = self.world.tenantry.storage().commit(batch).await?;
            ensure!(matches!(verdict, Verdict::Committed(_)), "{verdict:?}");
        }
        Ok(())
    }
}

/// Makes members of the others, who see what is theirs or shared and no more.
async fn see_their_own(world: &World, org: OrgId) -> Result<()> {
    let (owner, others) = world.people.split_first().context("nobody is there")?;
    let owner = owner.caller.enter(org).await?;
    for person in others {
        let member = UpdateMember {
            principal: Principal::User(person.user),
            role: Role::Member,
            if_version: None,
        };
        owner.members().update(member).await?;
    }
    Ok(())
}

fn hall_team(number: usize) -> TeamId {
    TeamId::from_uuid(Uuid::from_u128(0x7000_8000_0000_0000_0000 + number as u128))
}

fn group_team(number: usize) -> TeamId {
    TeamId::from_uuid(Uuid::from_u128(0x7000_8000_0001_0000_0000 + number as u128))
}

/// Tasks whose sharing and due days are all over the place, the same in every run.
fn known(tasks: usize) -> Vec<Known> {
    let mut state = 0x9E37_79B9_7F4A_7C15_u64;
    let mut roll = move |sides: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state % sides as u64) as usize
    };
    let first = 1_780_000_000_000_u128;
    let make = |number: usize| {
        let mut shared = [0; SHARES];
        for (place, group) in shared.iter_mut().enumerate() {
            // No group twice.
            *group = roll(GROUPS / SHARES) * SHARES + place;
        }
        let millis = (first + number as u128) << 80;
        let id = millis | 0x7000_8000_0000_0000_0000 | number as u128;
        Known {
            id: TaskId::from_uuid(Uuid::from_u128(id)),
            due: Time::from_micros(1_800_000_000_000_000 + roll(365 * 86_400) as i64 * 1_000_000),
            shared,
            direct: number.is_multiple_of(tasks / DIRECT.min(tasks)),
            worded: number % (tasks / WORDED) == WORDED,
        }
    };
    (0..tasks).map(make).collect()
}

impl Known {
    fn row(&self, org: OrgId, owner: Principal, number: usize) -> Task {
        let created_at = Time::from_micros(1_780_000_000_000_000 + number as i64 * 1_000);
        let word = if self.worded { WORD } else { "paper" };
        Task {
            org,
            id: self.id,
            title: format!("Read the {word} of day {}", number % 365),
            description: None,
            owner,
            team: Some(hall_team(number % HALL)),
            project: None,
            parent: None,
            status: Category::Todo.built_in_status(),
            category: Category::Todo,
            priority: Priority::None,
            due_on: None,
            due_at: Some(self.due),
            repeat: None,
            assignees: Vec::new(),
            labels: Vec::new(),
            links: Vec::new(),
            position: Position::of_new(self.id),
            completed_at: None,
            shared_until: Some(Time::MAX),
            deleted_at: None,
            version: 1,
            created_at,
            updated_at: created_at,
        }
    }

    fn grant(&self, org: OrgId, holder: Holder) -> Grant {
        let now = SystemClock.now();
        Grant {
            org,
            id: GrantId::from_uuid(Uuid::now_v7()),
            object: self.id.into(),
            holder,
            level: Level::View,
            expires_at: None,
            given_by: Actor::System,
            version: 1,
            created_at: now,
            updated_at: now,
        }
    }
}
