//! Maps that are copied in parts: a change of one among many copies its neighbours' pointers.

use std::collections::HashMap;
use std::sync::Arc;

use foldhash::fast::RandomState;
use uuid::Uuid;

/// As many of a part's entries are copied for a change of one.
const PART_ENTRIES: usize = 64;

/// The parts that a copy counts anew for a change of one.
const PARTS_MAX: usize = 1_024;

type Part<V> = HashMap<u128, V, RandomState>;

/// A map by id.
#[derive(Clone)]
pub(super) struct Shards<V> {
    // INVARIANT: as many as a power of two.
    parts: Vec<Arc<Part<V>>>,
}

impl<V: Clone> Shards<V> {
    /// For so many entries, which more may become.
    pub(super) fn for_entries(count: usize) -> Self {
        let parts = (count / PART_ENTRIES).next_power_of_two().min(PARTS_MAX);
        Self {
            parts: (0..parts).map(|_| Arc::default()).collect(),
        }
    }

    /// Our own ids are random at their end, which tells the parts apart.
    #[inline]
    fn part(&self, id: u128) -> usize {
        id as usize & (self.parts.len() - 1)
    }

    #[inline]
    pub(super) fn get(&self, id: Uuid) -> Option<&V> {
        let id = id.as_u128();
        self.parts[self.part(id)].get(&id)
    }

    /// Puts or removes an entry, and answers what was there.
    pub(super) fn set(&mut self, id: Uuid, value: Option<V>) -> Option<V> {
        let id = id.as_u128();
        let at = self.part(id);
        let part = Arc::make_mut(&mut self.parts[at]);
        match value {
            Some(value) => part.insert(id, value),
            None => part.remove(&id),
        }
    }

    /// The same map with each value made anew.
    pub(super) fn map(&self, mut anew: impl FnMut(&V) -> V) -> Self {
        let mut part = |part: &Arc<Part<V>>| {
            let entries = part.iter();
            Arc::new(entries.map(|(id, value)| (*id, anew(value))).collect())
        };
        Self {
            parts: self.parts.iter().map(&mut part).collect(),
        }
    }

    pub(super) fn values(&self) -> impl Iterator<Item = &V> {
        self.parts.iter().flat_map(|part| part.values())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_change_copies_one_part_and_leaves_the_old_map_as_it_was() {
        let ids: Vec<Uuid> = (0..10_000).map(Uuid::from_u128).collect();
        let mut old = Shards::for_entries(ids.len());
        for id in &ids {
            old.set(*id, Some(1));
        }
        let mut new = old.clone();
        assert_eq!(new.set(ids[7], Some(2)), Some(1));
        assert_eq!(new.set(ids[8], None), Some(1));
        assert_eq!((old.get(ids[7]), old.get(ids[8])), (Some(&1), Some(&1)));
        assert_eq!((new.get(ids[7]), new.get(ids[8])), (Some(&2), None));
        assert_eq!(
            (old.values().count(), new.values().count()),
            (10_000, 9_999)
        );
        let parts = old.parts.iter().zip(&new.parts);
        let copied = parts.filter(|(old, new)| !Arc::ptr_eq(old, new)).count();
        assert_eq!(copied, 2);
        assert!(old.parts.iter().all(|part| part.len() <= 2 * PART_ENTRIES));
        let doubled = new.map(|value| value * 2);
        assert_eq!(doubled.get(ids[7]), Some(&4));
    }
}
