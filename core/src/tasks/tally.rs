//! What tasks are counted in. The counts are kept in the commit of what they count, and summed
//! when they are asked for: never by counting tasks.

use std::collections::BTreeSet;

use uuid::Uuid;

use super::Task;
use crate::access::{Holder, Principal};
use crate::{Day, StatusId, TeamId};

/// Whose tasks are counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TallyOf {
    /// All of the organisation's.
    Org,
    /// Those of a team itself.
    Team(TeamId),
    /// Those that somebody owns, or that are assigned to them by name.
    Principal(Principal),
}

impl TallyOf {
    /// The stable name of its kind.
    #[must_use]
    pub const fn kind(self) -> &'static str {
        match self {
            Self::Org => "org",
            Self::Team(_) => "team",
            Self::Principal(principal) => principal.kind(),
        }
    }

    /// The bare id; nil for the organisation, which stands beside it.
    #[must_use]
    pub const fn uuid(self) -> Uuid {
        match self {
            Self::Org => Uuid::nil(),
            Self::Team(team) => team.uuid(),
            Self::Principal(principal) => principal.uuid(),
        }
    }
}

/// What is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Measure {
    /// Tasks of a status.
    Status(StatusId),
    /// Pending tasks that are due on a day.
    Due(Day),
    /// Tasks that were created on a day.
    Created(Day),
    /// Tasks that were done or cancelled on a day.
    Completed(Day),
    /// Tasks whose last sharing ends on a day.
    Shared(Day),
}

impl Measure {
    /// The stable name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Status(_) => "status",
            Self::Due(_) => "due",
            Self::Created(_) => "created",
            Self::Completed(_) => "completed",
            Self::Shared(_) => "shared",
        }
    }

    /// The status; nil if it is of a day.
    #[must_use]
    pub const fn status(self) -> Uuid {
        match self {
            Self::Status(status) => status.uuid(),
            _ => Uuid::nil(),
        }
    }

    /// The day, as stores keep it; the first one of all if it is of a status.
    #[must_use]
    pub fn days(self) -> i32 {
        match self {
            Self::Status(_) => 0,
            Self::Due(day) | Self::Created(day) | Self::Completed(day) | Self::Shared(day) => {
                day.days()
            }
        }
    }
}

/// One count: of whose tasks, of what.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Tally {
    /// Whose.
    pub of: TallyOf,
    /// What.
    pub measure: Measure,
}

impl Task {
    /// The counts that it is in, once in each. One that is deleted is in none.
    #[must_use]
    pub fn tallies(&self) -> BTreeSet<Tally> {
        if self.deleted_at.is_some() {
            return BTreeSet::new();
        }
        let measures = self.measures();
        let tallies = self.counted_for();
        let tallies = tallies.iter().flat_map(|of| {
            measures.iter().map(|measure| Tally {
                of: *of,
                measure: *measure,
            })
        });
        tallies.collect()
    }

    fn measures(&self) -> Vec<Measure> {
        let due = self.due().filter(|_| self.is_pending());
        let days = [
            due.map(|time| Measure::Due(Day::of(time))),
            Some(Measure::Created(Day::of(self.created_at))),
            self.completed_at
                .map(|time| Measure::Completed(Day::of(time))),
            self.shared_until.map(|time| Measure::Shared(Day::of(time))),
        ];
        let status = Measure::Status(self.status);
        days.into_iter().flatten().chain([status]).collect()
    }

    fn counted_for(&self) -> BTreeSet<TallyOf> {
        let assignees = self.assignees.iter();
        let assigned = assignees.filter_map(|assignee| match assignee.holder {
            Holder::User(_) | Holder::Service(_) => assignee.holder.principal(),
            _ => None,
        });
        let people = assigned.chain([self.owner]).map(TallyOf::Principal);
        let team = self.team.map(TallyOf::Team);
        people.chain(team).chain([TallyOf::Org]).collect()
    }
}
