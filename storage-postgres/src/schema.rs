//! The schema's name, and SQL that has it in it.

use std::collections::HashMap;
use std::sync::{Arc, PoisonError, RwLock};
use std::time::Duration;

use sqlx::postgres::PgArguments;
use sqlx::query::Query;
use sqlx::{AssertSqlSafe, Postgres};
use tenantry::storage::Scope;
use tenantry::{Error, Order, Result};

/// A statement with what is bound to it.
pub(crate) type Ask = Query<'static, Postgres, PgArguments>;

const NAME_CHARS_MAX: usize = 48;

/// To the server, no time at all means to wait for ever.
const TURN_WAIT_MIN: Duration = Duration::from_millis(1);

/// A group waits for a few locks, and its bound on silence must come after them.
const TURN_WAIT_MAX: Duration = Duration::from_secs(10);

/// What every read inside a scope returns beside its rows: where the scope stands, and the
/// version of the credential that `$2` and `$3` name.
const SEEN: &str = "h.seq, h.rights, h.narrowed, h.floor, h.floor_hash, h.hash, h.at, \
    (SELECT k.version FROM tenantry.api_keys k WHERE k.directory_id = $2 AND k.key_id = $3)";

/// What a text is made for: a kind of scope, an order, and the constant.
type Spelling = (&'static str, Order, &'static str);

/// Turns the constants of the rooms into statements of this store.
///
/// The constants name their tables `tenantry.…`, as they are called by default, and tables
/// that both kinds of scope have `{scope}_…`; where the order of a list decides, they say
/// `{>}` and `{asc}`, and where a lock is waited for, `{turn_wait}`. A connection of a pool that was handed in has
/// a search path of its own, and setting ours would cost a round trip for each read; so the
/// name stands in the text, which is made once and shared from then on.
#[derive(Debug)]
pub(crate) struct Schema {
    name: String,
    turn_wait: Duration,
    texts: RwLock<HashMap<Spelling, Arc<str>>>,
}

impl Schema {
    /// Checks the name: it is the only thing that is ever written into a statement.
    pub(crate) fn new(name: &str, turn_wait: Duration) -> Result<Self> {
        let is_plain = name
            .bytes()
            .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_');
        let begins_well = !name.is_empty() && !name.starts_with(|c: char| c.is_ascii_digit());
        if !is_plain || !begins_well || name.len() > NAME_CHARS_MAX || name.starts_with("pg_") {
            return Err(Error::invalid(
                "schema",
                format!(
                    "must be `a` to `z`, digits and underscores, at most {NAME_CHARS_MAX}, \
                     not beginning with a digit or `pg_`"
                ),
            ));
        }
        Ok(Self {
            name: name.to_owned(),
            turn_wait: turn_wait.clamp(TURN_WAIT_MIN, TURN_WAIT_MAX),
            texts: RwLock::default(),
        })
    }

    /// The schema's name.
    pub(crate) fn name(&self) -> &str {
        &self.name
    }

    /// The channel on which processes tell each other of commits.
    pub(crate) fn channel(&self) -> String {
        format!("{}_journal", self.name)
    }

    /// A statement about tables of one kind.
    pub(crate) fn ask(&self, text: &'static str) -> Ask {
        self.ask_for_page(text, Order::Oldest)
    }

    /// A statement about tables of one kind that reads a page.
    pub(crate) fn ask_for_page(&self, text: &'static str, order: Order) -> Ask {
        sqlx::query(AssertSqlSafe(self.text_in_order("", order, text)))
    }

    /// A statement about tables that both kinds of scope have.
    pub(crate) fn ask_in(&self, scope: Scope, text: &'static str) -> Ask {
        self.ask_in_order(scope, text, Order::Oldest)
    }

    /// A statement that reads a page inside a scope.
    pub(crate) fn ask_in_order(&self, scope: Scope, text: &'static str, order: Order) -> Ask {
        sqlx::query(AssertSqlSafe(self.text_in_order(scope.kind(), order, text)))
    }

    /// A statement inside a scope that was put together of constants.
    pub(crate) fn ask_composed(&self, scope: Scope, text: &str) -> Ask {
        let text = self.spell(scope.kind(), Order::Oldest, text);
        sqlx::query(AssertSqlSafe(text))
    }

    /// The text of a statement of this store, made once.
    pub(crate) fn text(&self, kind: &'static str, text: &'static str) -> Arc<str> {
        self.text_in_order(kind, Order::Oldest, text)
    }

    fn text_in_order(&self, kind: &'static str, order: Order, text: &'static str) -> Arc<str> {
        let known = self.texts.read().unwrap_or_else(PoisonError::into_inner);
        if let Some(made) = known.get(&(kind, order, text)) {
            return Arc::clone(made);
        }
        drop(known);
        let made: Arc<str> = self.spell(kind, order, text).into();
        let mut known = self.texts.write().unwrap_or_else(PoisonError::into_inner);
        Arc::clone(known.entry((kind, order, text)).or_insert(made))
    }

    fn spell(&self, kind: &str, order: Order, text: &str) -> String {
        let (after, direction) = match order {
            Order::Oldest => (">", "ASC"),
            Order::Newest => ("<", "DESC"),
        };
        text.replace("{seen}", SEEN)
            .replace("{>}", after)
            .replace("{asc}", direction)
            .replace("{scope}", kind)
            .replace("{turn_wait}", &format!("{}ms", self.turn_wait.as_millis()))
            .replace("{schema}", &format!("\"{}\"", self.name))
            .replace("tenantry.", &format!("\"{}\".", self.name))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn statements_name_the_schema_and_the_kind_of_scope() {
        let schema = Schema::new("back_office", Duration::ZERO).unwrap();
        let text = schema.text("org", "SELECT 1 FROM tenantry.{scope}_heads");
        assert_eq!(&*text, "SELECT 1 FROM \"back_office\".org_heads");
    }

    #[test]
    fn a_lock_is_waited_for_neither_for_ever_nor_for_longer_than_a_group() {
        for (asked, set) in [(0, "1ms"), (250, "250ms"), (60_000, "10000ms")] {
            let schema = Schema::new("back_office", Duration::from_millis(asked)).unwrap();
            assert_eq!(&*schema.text("", "{turn_wait}"), set);
        }
    }

    #[test]
    fn a_name_that_is_no_plain_identifier_is_refused() {
        for name in ["", "a b", "a\"b", "1a", "Acme", "pg_x", &"a".repeat(49)] {
            assert!(Schema::new(name, Duration::ZERO).is_err(), "{name}");
        }
    }
}
