//! What a task says of itself, checked.

use std::collections::BTreeSet;

use super::super::{Assignee, Repeat, TaskLink};
use crate::access::Holder;
use crate::{Day, Error, LabelId, Patch, Result, Time, text};

/// The most that one task is assigned to.
pub const ASSIGNEES_MAX: usize = 32;
/// The most labels of one task.
pub const TASK_LABELS_MAX: usize = 20;
/// The most links of one task.
pub const LINKS_MAX: usize = 20;
/// The most bytes of the address of a link.
pub const LINK_URL_BYTES_MAX: usize = 2_000;

/// When a task is to be done: on a day or by a moment, never both.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Due {
    pub(super) on: Option<Day>,
    pub(super) at: Option<Time>,
}

impl Due {
    pub(super) fn new(on: Option<Day>, at: Option<Time>) -> Result<Self> {
        match (on, at) {
            (Some(_), Some(_)) => {
                let why = "cannot be set beside `due_on`; a task is due on a day or by a moment";
                Err(Error::invalid("due_at", why))
            }
            _ => Ok(Self { on, at }),
        }
    }

    /// As changes leave it: a day takes the place of a moment, and the other way round.
    pub(super) fn patched(self, on: Patch<Day>, at: Patch<Time>) -> Result<Self> {
        let (mut to_on, mut to_at) = (self.on, self.at);
        on.apply(&mut to_on);
        at.apply(&mut to_at);
        match (on, at) {
            (Patch::Set(_), Patch::Keep) => to_at = None,
            (Patch::Keep, Patch::Set(_)) => to_on = None,
            _ => {}
        }
        Self::new(to_on, to_at)
    }

    /// The day, in UTC.
    pub(super) fn day(self) -> Option<Day> {
        self.on.or(self.at.map(Day::of))
    }

    /// How a task that is due then comes again.
    pub(super) fn repeating(self, repeat: Option<Repeat>) -> Result<Option<Repeat>> {
        repeat.map(|repeat| repeat.checked(self.day())).transpose()
    }
}

/// Each label once, by id.
pub(crate) fn labels(labels: &[LabelId]) -> Result<Vec<LabelId>> {
    let labels: BTreeSet<LabelId> = labels.iter().copied().collect();
    within("labels", labels.len(), TASK_LABELS_MAX)?;
    Ok(labels.into_iter().collect())
}

pub(super) fn links(links: &[TaskLink]) -> Result<Vec<TaskLink>> {
    within("links", links.len(), LINKS_MAX)?;
    links.iter().map(link).collect()
}

fn link(link: &TaskLink) -> Result<TaskLink> {
    let url = link.url.trim();
    let rest = url.strip_prefix("https://").or(url.strip_prefix("http://"));
    let is_whole = rest.is_some_and(|rest| !rest.is_empty() && !rest.starts_with('/'));
    let is_plain = url
        .chars()
        .all(|letter| !letter.is_whitespace() && !letter.is_control());
    if !is_whole || !is_plain || url.len() > LINK_URL_BYTES_MAX {
        let why = format!("must be an http or https address of at most {LINK_URL_BYTES_MAX} bytes");
        return Err(Error::invalid("url", why).with("max_bytes", LINK_URL_BYTES_MAX));
    }
    let title = link.title.as_deref();
    Ok(TaskLink {
        url: url.to_owned(),
        title: title.map(|title| text::name("title", title)).transpose()?,
    })
}

/// Whom it is assigned to, after these are added and those removed. Who has it stays where they
/// are.
pub(super) fn assigned(
    before: &[Assignee],
    add: &[Holder],
    remove: &[Holder],
) -> Result<Vec<Assignee>> {
    let stays = |assignee: &&Assignee| !remove.contains(&assignee.holder);
    let mut assigned: Vec<Assignee> = before.iter().filter(stays).copied().collect();
    for holder in add {
        let has_it = assigned.iter().any(|assignee| assignee.holder == *holder);
        if remove.contains(holder) {
            return Err(Error::invalid("remove", "must not name whom `add` does"));
        }
        if !has_it {
            assigned.push(assignee(*holder)?);
        }
    }
    within("assignees", assigned.len(), ASSIGNEES_MAX)?;
    Ok(assigned)
}

/// As many as may be named at once: asked before each of them is looked up.
pub(crate) fn must_be_few(field: &'static str, holders: &[Holder]) -> Result<()> {
    within(field, holders.len(), ASSIGNEES_MAX)
}

fn assignee(holder: Holder) -> Result<Assignee> {
    match holder {
        Holder::User(_) | Holder::Service(_) | Holder::Team(_) => Ok(Assignee {
            holder,
            assigned_at: Time::OF_COMMIT,
        }),
        Holder::Subtree(_) | Holder::Role(_) | Holder::Org(_) | Holder::Link(_) => {
            let why = "must be people, service accounts or teams";
            Err(Error::invalid("assignees", why))
        }
    }
}

fn within(field: &'static str, len: usize, max: usize) -> Result<()> {
    match len > max {
        true => Err(Error::invalid(field, format!("must be at most {max}")).with("max", max)),
        false => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    #[test]
    fn a_task_is_due_on_a_day_or_by_a_moment() {
        let (on, at) = (day("2026-03-01"), Time::from_micros(7));
        assert!(Due::new(Some(on), Some(at)).is_err());
        let due = Due::new(Some(on), None).unwrap();
        let by_moment = due.patched(Patch::Keep, Patch::Set(at)).unwrap();
        assert_eq!((by_moment.on, by_moment.at), (None, Some(at)));
        let by_day = by_moment.patched(Patch::Set(on), Patch::Keep).unwrap();
        assert_eq!((by_day.on, by_day.at), (Some(on), None));
        assert!(due.patched(Patch::Set(on), Patch::Set(at)).is_err());
        let never = due.patched(Patch::Clear, Patch::Keep).unwrap();
        assert_eq!(never.day(), None);
    }

    #[test]
    fn links_lead_somewhere() {
        let link = |url: &str| TaskLink {
            url: url.to_owned(),
            title: None,
        };
        for good in ["https://example.com/a?b#c", " http://[::1]:80 "] {
            assert!(links(&[link(good)]).is_ok(), "{good}");
        }
        let long = format!("https://{}", "x".repeat(LINK_URL_BYTES_MAX));
        for bad in [
            "javascript:alert(1)",
            "https://",
            "https:///etc",
            "https://a b",
            &long,
        ] {
            assert!(links(&[link(bad)]).is_err(), "{bad}");
        }
        assert!(links(&vec![link("https://example.com"); LINKS_MAX + 1]).is_err());
    }

    #[test]
    fn whom_it_is_assigned_to_stays_in_order() {
        let team =
            |number: u128| Holder::Team(crate::TeamId::from_uuid(uuid::Uuid::from_u128(number)));
        let first = assigned(&[], &[team(2), team(1), team(2)], &[]).unwrap();
        let holders = |of: &[Assignee]| of.iter().map(|one| one.holder).collect::<Vec<_>>();
        assert_eq!(holders(&first), [team(2), team(1)]);
        let then = assigned(&first, &[team(3), team(1)], &[team(2), team(9)]).unwrap();
        assert_eq!(holders(&then), [team(1), team(3)]);
        assert!(assigned(&first, &[team(3)], &[team(3)]).is_err());
        let Holder::Team(id) = team(1) else {
            unreachable!()
        };
        assert!(assigned(&[], &[Holder::Subtree(id)], &[]).is_err());
        let many: Vec<Holder> = (0..=ASSIGNEES_MAX as u128).map(team).collect();
        assert!(assigned(&[], &many, &[]).is_err());
    }
}
