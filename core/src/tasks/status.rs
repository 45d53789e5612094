//! Statuses: how far a task is, in words of the organisation's own.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{OrgId, StatusId, Time, text};

/// The id of the first built-in status: a UUIDv7 from the beginning of time.
const FIRST_ID: u128 = 0x0000_0000_0000_7000_8000_0000_0000_2001;

/// What a status means, whatever it is called. They sort as work goes on.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Category {
    /// Nobody has looked at it yet.
    Triage,
    /// It is to be done some day.
    Backlog,
    /// It is to be done next.
    Todo,
    /// It is worked on.
    InProgress,
    /// It is done.
    Done,
    /// It is not going to be done.
    Cancelled,
}

impl Category {
    /// Every category, as work goes on.
    pub const ALL: [Category; 6] = [
        Category::Triage,
        Category::Backlog,
        Category::Todo,
        Category::InProgress,
        Category::Done,
        Category::Cancelled,
    ];

    /// The stable name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Triage => "triage",
            Self::Backlog => "backlog",
            Self::Todo => "todo",
            Self::InProgress => "in_progress",
            Self::Done => "done",
            Self::Cancelled => "cancelled",
        }
    }

    /// The category of a stored name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|category| category.name() == name)
    }

    /// Whether there is still something to do.
    ///
    /// ```
    /// use tenantry::tasks::Category;
    ///
    /// assert!(Category::InProgress.is_pending());
    /// assert!(!Category::Cancelled.is_pending());
    /// ```
    #[must_use]
    pub const fn is_pending(self) -> bool {
        !matches!(self, Self::Done | Self::Cancelled)
    }

    /// The id of the category's built-in status, the same in every organisation. Ids of an
    /// organisation's own are later.
    #[must_use]
    pub const fn built_in_status(self) -> StatusId {
        StatusId::from_uuid(Uuid::from_u128(FIRST_ID + self as u128))
    }

    /// The category of a built-in status, if the id is one's.
    ///
    /// ```
    /// use tenantry::tasks::Category;
    ///
    /// let done = Category::Done.built_in_status();
    /// assert_eq!(Category::of_built_in(done), Some(Category::Done));
    /// ```
    #[must_use]
    pub fn of_built_in(id: StatusId) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|category| category.built_in_status() == id)
    }

    /// What the built-in status is called.
    pub(crate) const fn title(self) -> &'static str {
        match self {
            Self::Triage => "Triage",
            Self::Backlog => "Backlog",
            Self::Todo => "Todo",
            Self::InProgress => "In progress",
            Self::Done => "Done",
            Self::Cancelled => "Cancelled",
        }
    }

    /// What the built-in status says, as a sentence.
    const fn about(self) -> &'static str {
        match self {
            Self::Triage => "Nobody has looked at it yet.",
            Self::Backlog => "It is to be done some day.",
            Self::Todo => "It is to be done next.",
            Self::InProgress => "It is worked on.",
            Self::Done => "It is done.",
            Self::Cancelled => "It is not going to be done.",
        }
    }
}

/// A status: how far a task is. A built-in one, or one that the organisation has made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Status {
    /// The organisation.
    pub org: OrgId,
    /// Its id; that of a built-in status is the same in every organisation.
    pub id: StatusId,
    /// Its name; unique in the organisation.
    pub name: String,
    /// What it says of a task.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// What it means, which never changes.
    pub category: Category,
    /// Which comes first of those of one category: the lower. Of those that are equal, the older.
    pub rank: u32,
    /// Whether it is one of Tenantry's own, which nobody changes.
    pub built_in: bool,
    /// Whether tasks are given it no more. Those that have it keep it.
    pub archived: bool,
    /// Counts the changes of this row.
    pub version: u64,
    /// When it was created; for a built-in one, when the organisation was.
    pub created_at: Time,
    /// When it was last changed.
    pub updated_at: Time,
}

impl Status {
    /// A built-in one, in an organisation that began then.
    pub(crate) fn of_built_in(org: OrgId, category: Category, began: Time) -> Self {
        Self {
            org,
            id: category.built_in_status(),
            name: category.title().to_owned(),
            description: Some(category.about().to_owned()),
            category,
            rank: 0,
            built_in: true,
            archived: false,
            version: 1,
            created_at: began,
            updated_at: began,
        }
    }

    /// The form of the name that is unique in the organisation: see [`text::folded`].
    #[must_use]
    pub fn name_key(&self) -> String {
        text::folded(&self.name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn categories_are_known_by_their_names() {
        for category in Category::ALL {
            assert_eq!(Category::from_name(category.name()), Some(category));
            let json = serde_json::to_value(category).unwrap();
            assert_eq!(json, category.name());
        }
        assert!(Category::ALL.is_sorted());
    }

    #[test]
    fn every_category_has_a_built_in_status_of_its_own() {
        for (number, category) in (2001..).zip(Category::ALL) {
            let id = format!("00000000-0000-7000-8000-{number:012}");
            assert_eq!(category.built_in_status().to_string(), id);
            assert_eq!(
                Category::of_built_in(category.built_in_status()),
                Some(category)
            );
        }
        let nobodys = StatusId::from_uuid(Uuid::nil());
        assert_eq!(Category::of_built_in(nobodys), None);
    }

    #[test]
    fn what_is_done_or_cancelled_is_not_pending() {
        let pending = Category::ALL.map(Category::is_pending);
        assert_eq!(pending, [true, true, true, true, false, false]);
    }
}
