//! Where a round takes place: an organisation of its own, with a team and a label.

use std::time::Duration;

use anyhow::{Context, Result, ensure};
use futures_util::future::try_join_all;
use tenantry::access::Holder;
use tenantry::journal::{StoredEntry, VerifyJournal};
use tenantry::tasks::{CreateLabel, CreateTask, GetTask, Task};
use tenantry::teams::CreateTeam;
use tenantry::{LabelId, OrgId, TaskId, TeamId, Tenant, UserId};

use super::recount::{Recount, WORD};
use crate::callers::{Done, Lap};
use crate::peer::Session;
use crate::world::World;

/// Somebody who creates tasks.
#[derive(Clone)]
pub(super) struct Clerk {
    pub(super) tenant: Tenant,
    /// The same, for the peers.
    pub(super) session: Session,
    pub(super) number: usize,
    pub(super) team: TeamId,
    pub(super) label: LabelId,
    /// Whom their tasks are for.
    pub(super) assignee: UserId,
}

/// People in an organisation that has no tasks yet.
pub(super) struct Scene {
    pub(super) org: OrgId,
    pub(super) clerks: Vec<Clerk>,
    /// The last entry before the round.
    seq: u64,
}

impl Scene {
    pub(super) async fn new(world: &World) -> Result<Self> {
        let tenants = world.entered_org(&world.people).await?;
        let owner = tenants.first().context("nobody is there")?;
        let team = owner.teams().create(CreateTeam::named("Office")).await?.id;
        let label = owner.labels().create(CreateLabel::named("Post")).await?.id;
        let mut clerks = Vec::new();
        let next = world.people.iter().cycle().skip(1);
        for (((number, tenant), person), next) in
            tenants.iter().enumerate().zip(&world.people).zip(next)
        {
            clerks.push(Clerk {
                tenant: tenant.clone(),
                session: Session::new(world, person, tenant.org()).await?,
                number,
                team,
                label,
                assignee: next.user,
            });
        }
        Ok(Self {
            org: owner.org(),
            clerks,
            seq: world.seq(owner.org()).await?,
        })
    }

    /// Lets all create tasks at once, for a while.
    pub(super) async fn create(&self, span: Duration) -> Result<Done> {
        let clerks = self.clerks.iter().cloned();
        let clerks = clerks.map(|clerk| tokio::spawn(async move { clerk.creates(span).await }));
        let done = try_join_all(clerks).await?;
        done.into_iter()
            .try_fold(Done::default(), |all, one| Ok(all.and(one?)))
    }

    /// Fails unless what was done is there, counted and told of; else says how fast it was.
    pub(super) async fn checked(
        &self,
        world: &World,
        done: Done,
        recount: impl AsyncFnOnce(OrgId) -> Result<Recount>,
    ) -> Result<f64> {
        let clerk = self.clerks.first().context("nobody is there")?;
        let last = self.last(world, clerk).await?;
        // One of ours behind them shows what each row has to look like, and counts on.
        clerk.tenant.tasks().create(clerk.asks(0)).await?;
        let ours = self.last(world, clerk).await?;
        ensure!(last == ours, "ours is {ours}, but before it is {last}");
        recount(self.org).await?.is(done.count + 1)?;
        let journal = clerk.tenant.journal().verify(VerifyJournal::default());
        let journal = journal.await?;
        ensure!(
            journal.is_intact && journal.seq == self.seq + done.count + 1,
            "{} tasks after entry {}, but {journal:?}",
            done.count + 1,
            self.seq
        );
        Ok(done.per_second())
    }

    /// What the newest task looks like, and its entry.
    async fn last(&self, world: &World, clerk: &Clerk) -> Result<String> {
        let seq = world.seq(self.org).await?;
        let entries = world.tenantry.storage();
        let entries = entries.entries(self.org.into(), seq - 1, 1).await?;
        let entry = entries.first().context("there is no entry")?;
        let task = TaskId::from_uuid(entry.subject.id);
        let task = clerk.tenant.tasks().get(GetTask { task }).await?.task;
        look(&task, entry)
    }
}

/// A task and its entry with a `#` for each id, number and time.
fn look(task: &Task, entry: &StoredEntry) -> Result<String> {
    let StoredEntry {
        actor,
        on_behalf_of,
        reason,
        operation,
        subject,
        body,
        audience,
        effect,
        ..
    } = entry;
    let task = serde_json::to_string(task)?;
    let text = format!(
        "{task} {actor:?} {on_behalf_of:?} {reason:?} {operation} {} {body} {audience} {effect:?}",
        subject.noun
    );
    let is_of_id = |letter: char| matches!(letter, '0'..='9' | 'a'..='f' | '-');
    let mut look = String::with_capacity(text.len());
    for piece in text.split_inclusive(|letter| !is_of_id(letter)) {
        let rest = piece.trim_start_matches(is_of_id);
        let of_id = &piece[..piece.len() - rest.len()];
        let is_word = !of_id.contains(|letter: char| letter.is_ascii_digit());
        look.push_str(if is_word { of_id } else { "#" });
        look.push_str(rest);
    }
    Ok(look)
}

impl Clerk {
    async fn creates(&self, span: Duration) -> Result<Done> {
        let mut lap = Lap::new(span, u64::MAX);
        while lap.goes_on() {
            let task = self.asks(lap.count());
            self.tenant.tasks().create(task).await?;
            lap.count_one();
        }
        Ok(lap.done())
    }

    fn asks(&self, number: u64) -> CreateTask {
        CreateTask {
            description: Some(DESCRIPTION.to_owned()),
            team: Some(self.team),
            assignees: vec![Holder::User(self.assignee)],
            labels: vec![self.label],
            ..CreateTask::titled(&self.title(number))
        }
    }

    /// What a task is called, by us and by the peers.
    pub(super) fn title(&self, number: u64) -> String {
        format!("Send {WORD} {} the signed report {number}", self.number)
    }
}

/// What all tasks say.
pub(super) const DESCRIPTION: &str = "By mail, with the figures of the month before.";
