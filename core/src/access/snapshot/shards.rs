//! Maps that are copied in parts: a change of one among many copies its neighbours' pointers.

use std::hash::BuildHasher;
use std::sync::Arc;

use foldhash::fast::RandomState;
use uuid::Uuid;

/// As many of a part's entries are copied for a change of one.
const PART_ENTRIES: usize = 64;

/// The parts that a copy counts anew for a change of one.
const PARTS_MAX: usize = 1_024;

/// A map by id.
#[derive(Clone)]
pub(super) struct Shards<V> {
    // INVARIANT: as many as a power of two.
    parts: Vec<Part<V>>,
    hasher: RandomState,
}

/// Some of the entries, each where its hash says or in the first place after it that was free: to
/// find one among many touches little more than the place.
#[derive(Clone)]
struct Part<V> {
    // INVARIANT: as many as a power of two, of which some are free.
    places: Arc<[Place<V>]>,
    taken: usize,
}

/// A place, in a line of memory of its own if an entry fits in one.
#[derive(Clone)]
#[repr(align(64))]
struct Place<V>(Option<(u128, V)>);

impl<V: Clone> Shards<V> {
    /// For so many entries, which more may become.
    pub(super) fn for_entries(count: usize) -> Self {
        let parts = (count / PART_ENTRIES).next_power_of_two().min(PARTS_MAX);
        Self {
            parts: (0..parts).map(|_| Part::with_room_for(0)).collect(),
            hasher: RandomState::default(),
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
        let part = &self.parts[self.part(id)];
        let found = part.places[part.find(id, &self.hasher)].0.as_ref();
        found.map(|(_, value)| value)
    }

    /// Puts or removes an entry, and answers what was there.
    pub(super) fn set(&mut self, id: Uuid, value: Option<V>) -> Option<V> {
        let id = id.as_u128();
        let at = self.part(id);
        let part = &mut self.parts[at];
        match value {
            Some(value) => part.put(id, value, &self.hasher),
            None => part.remove(id, &self.hasher),
        }
    }

    /// The same map with each value made anew.
    pub(super) fn map(&self, mut anew: impl FnMut(&V) -> V) -> Self {
        let mut anew = |(id, value): &(u128, V)| (*id, anew(value));
        let mut place = |place: &Place<V>| Place(place.0.as_ref().map(&mut anew));
        let part = |part: &Part<V>| Part {
            places: part.places.iter().map(&mut place).collect(),
            taken: part.taken,
        };
        Self {
            parts: self.parts.iter().map(part).collect(),
            hasher: self.hasher.clone(),
        }
    }

    pub(super) fn values(&self) -> impl Iterator<Item = &V> {
        let entries = self.parts.iter().flat_map(|part| part.places.iter());
        entries.filter_map(|place| place.0.as_ref().map(|(_, value)| value))
    }
}

impl<V: Clone> Part<V> {
    fn with_room_for(entries: usize) -> Self {
        let places = (entries * 4 / 3 + 1).next_power_of_two();
        Self {
            places: vec![Place(None); places].into(),
            taken: 0,
        }
    }

    /// Where an entry is, or where it would be.
    #[inline]
    fn find(&self, id: u128, hasher: &RandomState) -> usize {
        let last = self.places.len() - 1;
        let mut at = hasher.hash_one(id) as usize & last;
        while self.places[at].0.as_ref().is_some_and(|(of, _)| *of != id) {
            at = (at + 1) & last;
        }
        at
    }

    fn put(&mut self, id: u128, value: V, hasher: &RandomState) -> Option<V> {
        let is_full = (self.taken + 1) * 4 > self.places.len() * 3;
        if is_full && self.places[self.find(id, hasher)].0.is_none() {
            *self = self.without(None, 2 * self.taken + 1, hasher);
        }
        let at = self.find(id, hasher);
        let old = Arc::make_mut(&mut self.places)[at].0.replace((id, value));
        self.taken += usize::from(old.is_none());
        old.map(|(_, value)| value)
    }

    fn remove(&mut self, id: u128, hasher: &RandomState) -> Option<V> {
        let (_, old) = self.places[self.find(id, hasher)].0.clone()?;
        // Those behind it may be there only because it was in their way.
        *self = self.without(Some(id), self.taken, hasher);
        Some(old)
    }

    /// A copy of all but one, with room for so many.
    fn without(&self, removed: Option<u128>, room: usize, hasher: &RandomState) -> Self {
        let mut copy = Self::with_room_for(room);
        let entries = self.places.iter().filter_map(|place| place.0.as_ref());
        for (id, value) in entries.filter(|(id, _)| Some(*id) != removed) {
            copy.put(*id, value.clone(), hasher);
        }
        copy
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

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
        let is_copied = |(old, new): &(&Part<_>, &Part<_>)| !Arc::ptr_eq(&old.places, &new.places);
        assert_eq!(parts.filter(is_copied).count(), 2);
        assert!(old.parts.iter().all(|part| part.taken <= 2 * PART_ENTRIES));
        let doubled = new.map(|value| value * 2);
        assert_eq!(doubled.get(ids[7]), Some(&4));
    }

    /// Ids of which many come and go, all of one part.
    #[test]
    fn a_part_holds_what_a_map_does() {
        let mut shards = Shards::for_entries(0);
        let mut map = HashMap::new();
        let mut throw = 7_u64;
        for round in 0..20_000 {
            throw = throw
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1);
            let id = Uuid::from_u128(u128::from(throw >> 55) << 64);
            let value = (throw & 4 == 0).then_some(round);
            let old = match value {
                Some(value) => map.insert(id, value),
                None => map.remove(&id),
            };
            assert_eq!(shards.set(id, value), old);
            assert_eq!(shards.get(id), map.get(&id));
        }
        assert_eq!(shards.values().count(), map.len());
        assert!(map.iter().all(|(id, value)| shards.get(*id) == Some(value)));
    }
}
