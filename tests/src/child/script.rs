//! The script that is interrupted: commits of every kind, known to child and parent.

use tenantry::storage::{Batch, Counter, Replay, Row, Storage, Sweep, Write};
use tenantry::teams::Team;
use tenantry::{CommitId, TeamId, UserId};
use uuid::Uuid;

use crate::fixture::{FIRST, Story, batch, count, part, told, user, value_of, with_replay};

/// A commit of the script, and how it is told whether it landed.
pub(crate) struct Attempt {
    /// Its name, which the child says when it is acknowledged.
    pub(crate) name: String,
    /// The commit.
    pub(crate) batch: Batch,
    team: Team,
    user: UserId,
    leaves: bool,
}

/// The steps of the script: a group of two that make things, and one that ends one of them.
pub(crate) fn script(story: &Story, round: u32) -> Vec<Vec<Attempt>> {
    let makes = vec![make(story, round, 0), make(story, round, 1)];
    let ends = vec![end(story, round, &makes[0])];
    vec![makes, ends]
}

/// The id of a thing of the script, the same in parent and child.
fn fixed(story: &Story, round: u32, thing: u32) -> Uuid {
    let low = u128::from(round) << 32 | u128::from(thing);
    Uuid::from_u128(story.org.uuid().as_u128().wrapping_add(low))
}

/// Makes a team with a member and a counter in the organisation, and a person in the
/// directory, under an idempotency key.
fn make(story: &Story, round: u32, number: u32) -> Attempt {
    let name = format!("make-{round}-{number}");
    let id = |thing| fixed(story, round, number * 16 + thing);
    let mut team = story.team(&name);
    team.id = TeamId::from_uuid(id(0));
    let user_id = UserId::from_uuid(id(1));
    let org = part(
        story.org,
        [
            Write::Insert(Row::Team(team.clone())),
            Write::Insert(Row::TeamMember(story.team_member(team.id))),
            count(Counter::Teams, 1),
        ],
    );
    let person = user(story.directory, user_id, &name);
    let directory = part(story.directory, [Write::Insert(Row::User(person))]);
    let mut batch = with_replay(batch([org, directory]), &name, 1);
    batch.commit = CommitId::from_uuid(id(2));
    Attempt {
        name,
        batch,
        team,
        user: user_id,
        leaves: true,
    }
}

/// Ends what a commit has made.
fn end(story: &Story, round: u32, made: &Attempt) -> Attempt {
    let name = format!("end-{round}");
    let person = user(story.directory, made.user, &made.name);
    let org = part(
        story.org,
        [
            Write::Sweep(Sweep::TeamMembers(made.team.id)),
            Write::Delete(Row::Team(made.team.clone())),
            count(Counter::Teams, -1),
        ],
    );
    let directory = part(story.directory, [Write::Delete(Row::User(person))]);
    let mut batch = with_replay(batch([org, directory]), &name, 1);
    batch.commit = CommitId::from_uuid(fixed(story, round, 999));
    Attempt {
        name,
        batch,
        team: made.team.clone(),
        user: made.user,
        leaves: false,
    }
}

impl Attempt {
    fn replay(&self) -> &Replay {
        self.batch
            .replay
            .as_ref()
            .expect("the script's commits have keys")
    }
}

/// Insists that a commit is there whole, or not at all, and answers which.
///
/// `is_ended`: what it made was taken away by a later commit.
pub(crate) async fn check_attempt(
    store: &dyn Storage,
    story: &Story,
    attempt: &Attempt,
    is_ended: bool,
) -> bool {
    let replay = attempt.replay();
    let landed = store
        .replay(story.org.into(), &replay.key)
        .await
        .unwrap()
        .is_some();
    let commit = attempt.batch.commit;
    for part in &attempt.batch.parts {
        let entries = told(store, part.scope).await;
        let entries = entries
            .iter()
            .filter(|entry| entry.commit == commit)
            .count();
        assert_eq!(
            entries,
            usize::from(landed),
            "{} in {}",
            attempt.name,
            part.scope
        );
        let found = store.landed(part.scope, commit, 0).await.unwrap();
        assert_eq!(found.is_some(), landed, "{}", attempt.name);
    }
    if attempt.leaves || landed {
        let stays = landed && attempt.leaves && !is_ended;
        let team = story.read_team(store, attempt.team.id).await;
        let members = store
            .team_members(&story.view(), attempt.team.id, FIRST)
            .await;
        let user = store
            .user(&story.directory_view(), attempt.user)
            .await
            .unwrap();
        let there = [
            team.is_some(),
            !members.unwrap().value.is_empty(),
            user.value.is_some(),
        ];
        assert_eq!(there, [stays; 3], "{} is there in part", attempt.name);
    }
    landed
}

/// Insists that the counter says how many teams there are.
pub(crate) async fn check_count(store: &dyn Storage, story: &Story) {
    let mut after = FIRST;
    let mut teams = 0;
    loop {
        let of = tenantry::storage::TeamsOf::Org;
        let page = store.teams(&story.view(), of, after).await.unwrap().value;
        let Some(last) = page.last() else { break };
        after.after = last.id.uuid();
        teams += page.len() as i64;
    }
    assert_eq!(value_of(store, story.org, Counter::Teams).await, teams);
}
