//! Pages: every list takes a limit and a cursor, and returns the next cursor.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{Error, Result};

/// The most items that one page holds.
pub const PAGE_ITEMS_MAX: u32 = 200;

/// The items of a page when nothing else is asked for.
pub const PAGE_ITEMS_DEFAULT: u32 = 50;

/// Which of the things in a list comes first. Of people and service accounts that are
/// members of something it is the account that is older or newer, not the membership.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Order {
    /// What was made first.
    #[default]
    Oldest,
    /// What was made last.
    Newest,
}

impl Order {
    /// The place before everything.
    const fn start(self) -> Uuid {
        match self {
            Self::Oldest => Uuid::nil(),
            Self::Newest => Uuid::max(),
        }
    }
}

/// Which part of a list is wanted.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct PageInput {
    /// How many items at most: 1 to 200, 50 if absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 1, max = 200))]
    pub limit: Option<u32>,
    /// The `next` of the page before; absent for the first page.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(regex(pattern = "^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}(~-?[0-9a-f]+)?$"))]
    pub cursor: Option<String>,
}

impl PageInput {
    /// The checked form that stores take.
    ///
    /// # Errors
    /// `Invalid` for a limit outside 1 to 200 or a cursor that no page returned.
    pub fn in_order(&self, order: Order) -> Result<Keyset> {
        let limit = checked_limit(self.limit)?;
        let after = match &self.cursor {
            None => order.start(),
            Some(text) => Uuid::try_parse(text)
                .map_err(|_| Error::invalid("cursor", "must be the `next` of an earlier page"))?,
        };
        Ok(Keyset {
            after,
            limit,
            order,
        })
    }
}

/// How many items a page holds at most, if so many are asked for.
pub(crate) fn checked_limit(limit: Option<u32>) -> Result<u32> {
    let limit = limit.unwrap_or(PAGE_ITEMS_DEFAULT);
    if !(1..=PAGE_ITEMS_MAX).contains(&limit) {
        return Err(
            Error::invalid("limit", format!("must be 1 to {PAGE_ITEMS_MAX}"))
                .with("max", PAGE_ITEMS_MAX),
        );
    }
    Ok(limit)
}

/// A position in a list that is sorted by id, and how many rows to read from there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Keyset {
    /// Rows come after this id, in the order: nil before the oldest, all ones before the newest.
    pub after: Uuid,
    /// How many items the page holds at most.
    pub limit: u32,
    /// Which rows come first: those of the smallest ids, which are the oldest, or of the largest.
    pub order: Order,
}

impl Keyset {
    /// The first rows of a list, oldest first.
    #[must_use]
    pub const fn first(limit: u32) -> Self {
        Self::after(Order::Oldest.start(), limit)
    }

    /// The rows after one, oldest first.
    #[must_use]
    pub const fn after(after: Uuid, limit: u32) -> Self {
        Self {
            after,
            limit,
            order: Order::Oldest,
        }
    }

    /// One row more, which tells whether there is a next page.
    #[must_use]
    pub const fn one_more(self) -> Self {
        Self {
            after: self.after,
            limit: self.limit + 1,
            order: self.order,
        }
    }
}

/// One page of a list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "{T}Page", extend("x-page" = true))]
pub struct Page<T> {
    /// The items, at most as many as were asked for.
    pub items: Vec<T>,
    /// Pass this as `cursor` to read on; absent on the last page.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<String>,
    /// Where the live feed continues from what this page shows.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub feed: Option<crate::journal::Cursor>,
}

impl<T> Page<T> {
    /// Makes a page of rows that a store read with one row more than the limit.
    #[must_use]
    pub fn of(mut rows: Vec<T>, keyset: Keyset, id: impl Fn(&T) -> Uuid) -> Self {
        let limit = keyset.limit as usize;
        let more = rows.len() > limit;
        rows.truncate(limit);
        let next = rows
            .last()
            .filter(|_| more)
            .map(|last| id(last).to_string());
        Self {
            items: rows,
            next,
            feed: None,
        }
    }

    /// Says where the live feed continues from here.
    #[must_use]
    pub fn at(mut self, cursor: crate::journal::Cursor) -> Self {
        self.feed = Some(cursor);
        self
    }
}

/// The rows of a page of what is built in and what an organisation has made itself. The rows of
/// its own were read with one more than the limit.
pub(crate) fn beside<T>(
    built_in: Vec<T>,
    own: Vec<T>,
    keyset: Keyset,
    id: impl Fn(&T) -> Uuid,
) -> Vec<T> {
    let comes = |row: &T| match keyset.order {
        Order::Oldest => id(row) > keyset.after,
        Order::Newest => id(row) < keyset.after,
    };
    let mut rows: Vec<T> = built_in.into_iter().filter(comes).chain(own).collect();
    rows.sort_by_key(&id);
    if keyset.order == Order::Newest {
        rows.reverse();
    }
    rows.truncate(keyset.limit as usize + 1);
    rows
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ids(numbers: &[u128]) -> Vec<Uuid> {
        numbers.iter().copied().map(Uuid::from_u128).collect()
    }

    #[test]
    fn what_is_built_in_is_older_than_what_is_made() {
        let built_in = || ids(&[1, 2, 3]);
        let page = |order, after, own: &[u128]| {
            let keyset = Keyset {
                after: Uuid::from_u128(after),
                limit: 2,
                order,
            };
            beside(built_in(), ids(own), keyset, |id| *id)
        };
        assert_eq!(page(Order::Oldest, 0, &[8, 9]), ids(&[1, 2, 3]));
        assert_eq!(page(Order::Oldest, 2, &[8, 9]), ids(&[3, 8, 9]));
        assert_eq!(page(Order::Oldest, 8, &[9]), ids(&[9]));
        assert_eq!(page(Order::Newest, 10, &[9, 8]), ids(&[9, 8, 3]));
        assert_eq!(page(Order::Newest, 3, &[]), ids(&[2, 1]));
    }
}
