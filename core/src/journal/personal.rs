//! Personal values, which stand beside the journal, held against the commitments in it.

use serde_json::{Map, Value};

use super::{StoredEntry, chain};
use crate::storage::StoredPersonal;

/// Whether a value is the one that an entry's body commits to. One that was erased is not
/// there to be asked about.
pub(super) fn is_committed(body: &Map<String, Value>, personal: &StoredPersonal) -> bool {
    let told = body.get(&personal.field);
    let commitment = told.and_then(|told| told.get("commitment"));
    let value = chain::commitment(&personal.salt, &personal.value);
    commitment.and_then(Value::as_str) == Some(value.as_str())
}

/// The first of some entries beside which a value stands that it does not commit to.
pub(super) fn forged_at(entries: &[StoredEntry], personal: &[StoredPersonal]) -> Option<u64> {
    let is_forged = |personal: &&StoredPersonal| {
        let place = entries.binary_search_by_key(&personal.seq, |entry| entry.seq);
        let body = place.map(|place| serde_json::from_str(&entries[place].body));
        !matches!(body, Ok(Ok(body)) if is_committed(&body, personal))
    };
    let forged = personal.iter().filter(is_forged);
    forged.map(|personal| personal.seq).min()
}
