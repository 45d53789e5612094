//! The operations on access: load, decide, commit.

pub(crate) mod assignments;
pub(crate) mod grants;
pub(crate) mod objects;
pub(crate) mod permissions;
pub(crate) mod questions;
pub(crate) mod roles;

use uuid::Uuid;

use crate::Order;
use crate::page::Keyset;

/// The rows of a page of what is built in and what an organisation has made itself. The rows of
/// its own were read with one more than the limit.
fn beside<T>(built_in: Vec<T>, own: Vec<T>, keyset: Keyset, id: impl Fn(&T) -> Uuid) -> Vec<T> {
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
