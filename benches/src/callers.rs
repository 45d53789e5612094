//! Callers that create teams as fast as they are answered.

use std::time::{Duration, Instant};

use anyhow::Result;
use futures_util::future::try_join_all;
use tenantry::Tenant;
use tenantry::teams::CreateTeam;

/// How many callers there are at once where there are many.
pub(crate) const CALLERS: usize = 64;

/// The most teams that a round makes in one organisation, which has room for 100,000.
pub(crate) const TEAMS_MAX: u64 = 96_000;

/// The most teams that one of many callers makes in a round.
pub(crate) const TEAMS_EACH_MAX: u64 = TEAMS_MAX / CALLERS as u64;

/// What was done in a round.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Done {
    pub(crate) count: u64,
    pub(crate) elapsed: Duration,
    /// The longest that one call waited.
    pub(crate) worst: Duration,
}

impl Done {
    pub(crate) fn per_second(self) -> f64 {
        self.count as f64 / self.elapsed.as_secs_f64()
    }

    /// What two did at once.
    pub(crate) fn and(self, other: Self) -> Self {
        Self {
            count: self.count + other.count,
            elapsed: self.elapsed.max(other.elapsed),
            worst: self.worst.max(other.worst),
        }
    }
}

/// Counts calls until a time is over, or there were so many.
pub(crate) struct Lap {
    began: Instant,
    span: Duration,
    count_max: u64,
    done: Done,
}

impl Lap {
    pub(crate) fn new(span: Duration, count_max: u64) -> Self {
        Self {
            began: Instant::now(),
            span,
            count_max,
            done: Done::default(),
        }
    }

    /// Whether there is time for another call.
    pub(crate) fn goes_on(&self) -> bool {
        self.done.elapsed < self.span && self.done.count < self.count_max
    }

    /// How many calls are done.
    pub(crate) fn count(&self) -> u64 {
        self.done.count
    }

    /// Counts a call that has just been answered.
    pub(crate) fn count_one(&mut self) {
        let elapsed = self.began.elapsed();
        self.done.worst = self.done.worst.max(elapsed - self.done.elapsed);
        self.done.elapsed = elapsed;
        self.done.count += 1;
    }

    pub(crate) fn done(self) -> Done {
        self.done
    }
}

/// Lets every tenant create teams, all at once, for a while.
pub(crate) async fn create_teams(tenants: Vec<Tenant>, span: Duration) -> Result<Done> {
    let callers = tenants
        .into_iter()
        .map(|tenant| tokio::spawn(create_teams_alone(tenant, span, TEAMS_EACH_MAX)));
    let done = try_join_all(callers).await?;
    done.into_iter()
        .try_fold(Done::default(), |all, one| Ok(all.and(one?)))
}

/// Lets one tenant create teams, one after the other, for a while.
pub(crate) async fn create_teams_alone(
    tenant: Tenant,
    span: Duration,
    count_max: u64,
) -> Result<Done> {
    let mut lap = Lap::new(span, count_max);
    while lap.goes_on() {
        let name = team_name(lap.count());
        tenant.teams().create(CreateTeam::named(&name)).await?;
        lap.count_one();
    }
    Ok(lap.done())
}

/// What a team is called, by us and by the peers.
pub(crate) fn team_name(number: u64) -> String {
    format!("Team number {number}")
}
