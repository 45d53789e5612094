//! Columns in, columns out: what every room's rows are read and written with.

use serde::Serialize;
use serde::de::DeserializeOwned;
use sqlx::postgres::PgRow;
use sqlx::{Decode, Postgres, Row as _, Type, ValueRef as _};
use tenantry::access::{Actor, Holder, Object, Principal, Role};
use tenantry::journal::Hash;
use tenantry::storage::Head;
use tenantry::{Day, Result, Time};
use uuid::Uuid;

use crate::error::{mapped, unreadable};

/// The columns of a row, read from left to right as the statement lists them.
pub(crate) struct Fields<'r> {
    row: &'r PgRow,
    at: usize,
}

impl<'r> Fields<'r> {
    /// Before the first column.
    pub(crate) fn of(row: &'r PgRow) -> Self {
        Self::after(row, 0)
    }

    /// Behind so many columns.
    pub(crate) fn after(row: &'r PgRow, columns: usize) -> Self {
        Self { row, at: columns }
    }

    /// The next column.
    pub(crate) fn next<T>(&mut self) -> Result<T>
    where
        T: Decode<'r, Postgres> + Type<Postgres>,
    {
        let value = self.row.try_get(self.at).map_err(mapped)?;
        self.at += 1;
        Ok(value)
    }

    /// The next column, a count or sequence.
    pub(crate) fn count(&mut self) -> Result<u64> {
        u64::try_from(self.next::<i64>()?).map_err(|_| unreadable("number"))
    }

    /// The next column, a count or null.
    pub(crate) fn maybe_count(&mut self) -> Result<Option<u64>> {
        let count = self.next::<Option<i64>>()?;
        count
            .map(|count| u64::try_from(count).map_err(|_| unreadable("number")))
            .transpose()
    }

    /// The next column, a time.
    pub(crate) fn time(&mut self) -> Result<Time> {
        Ok(Time::from_micros(self.next()?))
    }

    /// The next column, a time or null.
    pub(crate) fn maybe_time(&mut self) -> Result<Option<Time>> {
        Ok(self.next::<Option<i64>>()?.map(Time::from_micros))
    }

    /// The next column, a day or null.
    pub(crate) fn maybe_date(&mut self) -> Result<Option<Day>> {
        let days = self.next::<Option<i32>>()?;
        days.map(|days| Day::from_days(days).ok_or_else(|| unreadable("date")))
            .transpose()
    }

    /// The next column, an id.
    pub(crate) fn id<T>(&mut self, of: fn(Uuid) -> T) -> Result<T> {
        Ok(of(self.next()?))
    }

    /// The next column, an id or null.
    pub(crate) fn maybe_id<T>(&mut self, of: fn(Uuid) -> T) -> Result<Option<T>> {
        Ok(self.next::<Option<Uuid>>()?.map(of))
    }

    /// The next column, a stable name of something.
    pub(crate) fn named<T>(
        &mut self,
        what: &'static str,
        of: impl Fn(&str) -> Option<T>,
    ) -> Result<T> {
        of(self.next::<&str>()?).ok_or_else(|| unreadable(what))
    }

    /// The next column, a stable name of something or null.
    pub(crate) fn maybe_named<T>(
        &mut self,
        what: &'static str,
        of: impl Fn(&str) -> Option<T>,
    ) -> Result<Option<T>> {
        let name = self.next::<Option<&str>>()?;
        name.map(|name| of(name).ok_or_else(|| unreadable(what)))
            .transpose()
    }

    /// The next two columns: the kind and the id of a principal.
    pub(crate) fn principal(&mut self) -> Result<Principal> {
        let kind = self.next::<&str>()?;
        Principal::from_parts(kind, self.next()?).ok_or_else(|| unreadable("principal"))
    }

    /// The next two columns: the kind and the id of an actor.
    pub(crate) fn actor(&mut self) -> Result<Actor> {
        let kind = self.next::<&str>()?;
        Actor::from_parts(kind, self.next()?).ok_or_else(|| unreadable("actor"))
    }

    /// The next two columns: the kind and the id of a holder.
    pub(crate) fn holder(&mut self) -> Result<Holder> {
        let kind = self.next::<&str>()?;
        Holder::from_parts(kind, self.next()?).ok_or_else(|| unreadable("holder"))
    }

    /// The next two columns: the kind and the id of an object.
    pub(crate) fn object(&mut self) -> Result<Object> {
        let kind = self.next::<&str>()?;
        Object::new(kind, self.next()?).map_err(|error| unreadable("object").caused_by(error))
    }

    /// The next column, the name of a role.
    pub(crate) fn role(&mut self) -> Result<Role> {
        self.named("role", |name| name.parse().ok())
    }

    /// The next column, JSON text.
    pub(crate) fn json<T: DeserializeOwned>(&mut self, what: &'static str) -> Result<T> {
        let text = self.next::<&str>()?;
        serde_json::from_str(text).map_err(|error| unreadable(what).caused_by(error))
    }

    /// The next column, JSON text or null.
    pub(crate) fn maybe_json<T: DeserializeOwned>(
        &mut self,
        what: &'static str,
    ) -> Result<Option<T>> {
        if self.is_null()? {
            self.at += 1;
            return Ok(None);
        }
        self.json(what).map(Some)
    }

    /// What the last columns hold, unless they are null: nothing was joined there.
    pub(crate) fn maybe<T>(&mut self, read: fn(&mut Fields<'_>) -> Result<T>) -> Result<Option<T>> {
        if self.is_null()? {
            return Ok(None);
        }
        read(self).map(Some)
    }

    fn is_null(&self) -> Result<bool> {
        let value = self.row.try_get_raw(self.at).map_err(mapped)?;
        Ok(value.is_null())
    }
}

/// Columns of [`head`].
pub(crate) const HEAD_COLUMNS: usize = 7;

/// Where a scope stands.
pub(crate) fn head(fields: &mut Fields<'_>) -> Result<Head> {
    Ok(Head {
        seq: fields.count()?,
        rights: fields.count()?,
        narrowed: fields.count()?,
        floor: fields.count()?,
        floor_hash: fields.next::<Hash>()?,
        hash: fields.next::<Hash>()?,
        at: fields.time()?,
    })
}

/// One column of many rows, to be bound as an array.
pub(crate) fn column<'r, R, T>(rows: &'r [R], value: impl Fn(&'r R) -> T) -> Vec<T> {
    rows.iter().map(value).collect()
}

/// A count or sequence as the database keeps it.
pub(crate) fn int(count: u64) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

/// A value as JSON text.
pub(crate) fn json<T: Serialize>(value: &T) -> String {
    // Structs of strings and options always have one.
    serde_json::to_string(value).unwrap_or_default()
}
